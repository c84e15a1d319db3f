package org.normscope.cli.paint;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.normscope.cli.option.PictureArgument;
import org.normscope.cli.option.Writes;
import org.normscope.cli.option.WrongUseException;
import org.normscope.engine.DjlRunner;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.node.TreeNode;
import org.normscope.node.Watch;
import org.normscope.task.Stopwatch;
import org.normscope.text.Language;
import org.normscope.text.Messages;
import org.normscope.tree.Tree;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What the commands that paint take alike, each a mixin; their sizes are four different things. */
final class PaintingOptions {
    private static final int THREADS = 4;

    private PaintingOptions() { }

    /** Which node of the tree, and how it is set. */
    static final class Node {
        @Option(names = "--node", required = true, paramLabel = "ID", description = "By which node.")
        private String id;

        @Option(names = "--set", paramLabel = "KEY=VALUE", arity = "1..*", description = "A parameter of the node.")
        private Map<String, String> set = Map.of();

        String id() {
            return id;
        }

        TreeNode chosen() {
            return Tree.node(id);
        }

        Map<String, String> set() {
            return set;
        }

        /** Says on the error output what becomes of a large picture and, where it takes long, how far the work is. */
        Watch watch(CommandSpec command) {
            return new Onlooker(id, command);
        }

        /** What it makes, with what runs networks where it needs that. */
        Pixels made(Function<@Nullable GraphRunner, Pixels> work) {
            if (!chosen().needsRunner()) return work.apply(null);
            try (GraphRunner runner = steady()) {
                return work.apply(runner);
            }
        }
    }

    /** What the node says while it works. */
    static class Onlooker implements Watch {
        private static final double SECONDS_BETWEEN = 5;
        /** Before so much is done nothing can be said of the rest. */
        private static final double SAID_FROM = .02;

        private final String id;
        private final CommandSpec command;
        private final Stopwatch all = Stopwatch.started();
        private final Stopwatch silent = Stopwatch.started();

        Onlooker(String id, CommandSpec command) {
            this.id = id;
            this.command = command;
        }

        @Override
        public void at(double done) {
            if (done < SAID_FROM || silent.seconds() < SECONDS_BETWEEN) return;
            silent.restart();
            say("cli.paint.progress", id, Math.round(100 * done), Math.round(all.seconds() / done * (1 - done)));
        }

        @Override
        public void smaller(String part, int width, int height) {
            say("node.smaller." + part, id, String.valueOf(width), String.valueOf(height));
        }

        private void say(String key, Object... arguments) {
            PrintWriter err = command.commandLine().getErr();
            err.println(command.qualifiedName() + ": " + Messages.get(Language.ENGLISH, key, arguments));
            err.flush();
        }
    }

    /** The picture that is painted. */
    static final class Content {
        @Option(names = "--content", required = true, paramLabel = "A", description = "The picture.")
        private String origin;

        Pixels open(CommandSpec command) {
            return PictureArgument.open(command, origin);
        }
    }

    /** What is left to chance. */
    static final class Chance {
        @Option(names = "--seed", paramLabel = "S", defaultValue = "1",
            description = "Of what is left to chance. Default: ${DEFAULT-VALUE}.")
        private long seed;

        long seed() {
            return seed;
        }
    }

    /** Where the picture goes. */
    static final class Written {
        @Writes(Writes.Kind.PICTURE)
        @Option(names = "--out", required = true, paramLabel = "FILE.png", description = "Or FILE.jpg.")
        private Path file;

        Path file() {
            return file;
        }

        /** Writes it, and says where. */
        void write(Pixels picture, CommandSpec command) {
            PictureFile.write(picture, Map.of(), file);
            command.commandLine().getOut().println(file);
        }
    }

    /**
     * One thread: how sums are shared among threads tells in their last digits, and a descent makes levels of these.
     * What is sought is the same on every machine, and as in the window.
     */
    static GraphRunner steady() {
        return new DjlRunner(1);
    }

    static GraphRunner runner() {
        return new DjlRunner(Math.min(THREADS, Runtime.getRuntime().availableProcessors()));
    }

    /** @param size of the longer side, pixels; null for its own */
    static Pixels sized(Pixels picture, @Nullable Integer size) {
        if (size == null) return picture;
        if (size < 1 || size > TreeNode.LARGEST) {
            throw new WrongUseException("cli.paint.size", String.valueOf(size), String.valueOf(TreeNode.LARGEST));
        }
        return Lanczos.scaled(picture, size);
    }
}
