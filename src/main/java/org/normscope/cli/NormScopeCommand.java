package org.normscope.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normscope.cli.option.AskedOptions;
import org.normscope.cli.option.WrittenOverException;
import org.normscope.cli.option.WrongUseException;
import org.normscope.cli.paint.GatysCommand;
import org.normscope.cli.paint.NodesCommand;
import org.normscope.cli.paint.PaintCommand;
import org.normscope.cli.paint.PosterCommand;
import org.normscope.cli.paint.StyleCommand;
import org.normscope.cli.paint.TextureCommand;
import org.normscope.flow.BadFolderException;
import org.normscope.network.BadSettingException;
import org.normscope.node.BadKnobException;
import org.normscope.normalize.NotApplicableException;
import org.normscope.patches.NotInIndexException;
import org.normscope.text.Fault;
import org.normscope.text.PathName;
import org.normscope.tree.UnknownNodeException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line: {@code normscope SUBCOMMAND}. Standard output carries the answer only; an error is one line on
 * standard error. Exit codes: 0 done, 1 failed, 2 wrong use.
 */
@Command(name = "normscope", mixinStandardHelpOptions = true, versionProvider = Version.class,
    description = "Makes normalization in convolutional networks visible. Without a subcommand, opens the window.")
public final class NormScopeCommand implements Runnable {
    static final int FAILED = 1;
    static final int WRONG_USE = 2;

    static final List<Class<?>> COMMANDS = List.of(
        LayersCommand.class, NormalizeCommand.class, NormsCommand.class, TourCommand.class,
        IndexCommand.class, MergeCommand.class,
        FigureCommand.class, TopCommand.class, FieldCommand.class, ShiftCommand.class, RobustnessCommand.class,
        IbnCommand.class, RecalibrateCommand.class, StyleCommand.class, GatysCommand.class,
        GradientCommand.class, AttributeCommand.class, MaximizeCommand.class, ProjectCommand.class,
        ConceptsCommand.class,
        TuneCommand.class, ClassifyCommand.class, LabelsCommand.class, CurveCommand.class,
        NodesCommand.class, PaintCommand.class, PosterCommand.class, TextureCommand.class);

    private final TourRenderer tour;
    private final Path data;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private NormScopeCommand(TourRenderer tour, Path data) {
        this.tour = tour;
        this.data = data;
    }

    /**
     * Runs one command line.
     *
     * @param tour renders the workspaces; only the subcommand tour asks for it
     * @param data folder of what the program keeps for its user
     * @param out  standard output; where it throws, the answer is cut and the command has failed
     * @return the exit code
     */
    public static int run(TourRenderer tour, Path data, OutputStream out, PrintStream err,
                          String... arguments) {
        Answer answer = new Answer(out);
        CommandLine line = new CommandLine(new NormScopeCommand(tour, data));
        asked(arguments).forEach(line::addSubcommand);
        line.setOut(new PrintWriter(answer, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionStrategy(parsed -> {
                AskedOptions.check(parsed);
                return new CommandLine.RunLast().execute(parsed);
            })
            .setParameterExceptionHandler((wrong, args) ->
                complain(wrong.getCommandLine(), said(wrong), WRONG_USE))
            .setExecutionExceptionHandler((failure, command, parsed) ->
                complain(command, said(failure), code(failure)));
        int code = line.execute(arguments);
        line.getOut().flush();
        return answer.failure == null || code != 0 ? code : complain(line,
            new Fault("cli.answer", String.valueOf(answer.failure.getMessage())).getMessage(), FAILED);
    }

    /** Remembers why it could not be written, which a writer does not tell. */
    private static final class Answer extends FilterOutputStream {
        private @Nullable IOException failure;

        Answer(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            try {
                out.write(bytes, from, count);
            } catch (IOException e) {
                if (!isUnread(e)) failure = e;
                throw e;
            }
        }

        /** Whoever reads it has enough, as head has: nothing to complain of. The system says so in its language. */
        private static boolean isUnread(IOException e) {
            return String.valueOf(e.getMessage()).matches("(?is).*(pipe|管道).*");
        }
    }

    /** The one that is named, else all: to read the options of all of them takes longer than many a command. */
    private static List<Class<?>> asked(String... arguments) {
        String name = arguments.length == 0 ? "" : arguments[0];
        return COMMANDS.stream().filter(command -> command.getAnnotation(Command.class).name().equals(name))
            .findFirst().<List<Class<?>>>map(List::of).orElse(COMMANDS);
    }

    TourRenderer tour() {
        return tour;
    }

    Path data() {
        return data;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int complain(CommandLine command, String what, int code) {
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + what.strip().replaceAll("\\s*\\R\\s*", " ")
            + (code == WRONG_USE ? " (" + name + " --help says how)" : ""));
        return code;
    }

    private static int code(Exception failure) {
        return failure instanceof WrongUseException || failure instanceof WrittenOverException
            || failure instanceof BadFolderException
            || failure instanceof BadSettingException
            || failure instanceof UnknownNodeException || failure instanceof BadKnobException
            || failure instanceof NotInIndexException || failure instanceof NotApplicableException
            || failure instanceof IllegalArgumentException ? WRONG_USE : FAILED;
    }

    private static String said(Exception failure) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (one instanceof InvalidPathException path && PathName.isForeign(path.getInput())) {
                return new Fault("path.foreign", path.getInput()).getMessage();
            }
        }
        if (failure instanceof CommandLine.ParameterException wrong && wrong.getValue() != null
            && PathName.isForeign(wrong.getValue())) {
            return new Fault("path.foreign", wrong.getValue()).getMessage();
        }
        if (failure instanceof Fault || failure instanceof IllegalArgumentException
            || failure instanceof CommandLine.ParameterException) {
            return String.valueOf(failure.getMessage());
        }
        return failure.getMessage() == null ? failure.toString()
            : failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
}
