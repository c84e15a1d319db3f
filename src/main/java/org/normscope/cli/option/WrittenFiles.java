package org.normscope.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normscope.image.PictureFormat;
import org.normscope.image.PictureSource;
import org.normscope.network.ModelLibrary;
import org.normscope.text.Fault;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * Nothing that a command reads is written over by it, names say what is written, and their folders are there. Which
 * options are written is marked by {@link Writes}; all others may name something that is read, and do where there is
 * such a file: so a new option needs no word of it.
 */
public final class WrittenFiles {
    private WrittenFiles() { }

    /**
     * @throws Fault where the command would write over what it reads, under a name of something else, or in a folder
     *               that is not there
     */
    static void check(ParseResult asked) {
        CommandSpec command = asked.commandSpec();
        List<ArgSpec> said = asked.matchedArgs().stream().distinct().toList();
        for (ArgSpec arg : said) {
            Writes.Kind kind = kind(arg, command);
            if (kind == null) continue;
            for (String file : arg.stringValues()) {
                boolean twice = said.stream().anyMatch(other -> other != arg && written(other) != null
                    && other.stringValues().stream().anyMatch(name -> isSame(Path.of(file), Path.of(name))));
                if (twice) throw new WrittenOverException(Path.of(file));
                if (kind != Writes.Kind.FOLDER) requireUnread(Path.of(file), said);
                if (!kind.takes(file)) throw new Fault("cli.ending", file, kind.endings());
                Path place = Path.of(file).toAbsolutePath().getParent();
                if (kind != Writes.Kind.FOLDER && place != null && !Files.isDirectory(place)) {
                    throw new Fault("cli.folder", file, place.toString());
                }
            }
        }
    }

    /**
     * For a file of a folder that the command writes.
     *
     * @return the file
     * @throws WrittenOverException where the command reads it
     */
    public static Path requireUnread(Path file, CommandSpec command) {
        requireUnread(file, command.commandLine().getParseResult().matchedArgs());
        return file;
    }

    private static void requireUnread(Path out, List<ArgSpec> said) {
        for (ArgSpec arg : said) {
            if (written(arg) != null) continue;
            for (String value : arg.stringValues()) {
                boolean read = read(value).anyMatch(file -> isIn(out, file) || written(out).anyMatch(one ->
                    Files.exists(file) && isSame(one, file)));
                if (read) throw new WrittenOverException(out);
            }
        }
    }

    private static Writes.@Nullable Kind kind(ArgSpec arg, CommandSpec command) {
        Writes writes = written(arg);
        if (writes == null) return null;
        boolean folder = command.userObject() instanceof Writes.FolderAtTimes times && times.writesFolder();
        return folder ? Writes.Kind.FOLDER : writes.value();
    }

    private static @Nullable Writes written(ArgSpec arg) {
        return Marks.of(arg, Writes.class);
    }

    /** A network is written with its manifest. */
    private static Stream<Path> written(Path out) {
        return out.toString().endsWith(".onnx") ? Stream.of(out, ModelLibrary.manifest(out)) : Stream.of(out);
    }

    /** Whatever a value may name: FILE, FILE#FRAME, KEY=FILE or FILE:SHARE, a network's manifest with it. */
    private static Stream<Path> read(String value) {
        return Stream.of(value, value.replaceFirst("^[^=]*=", ""), value.replaceFirst(":[^:]*$", ""))
            .filter(origin -> !origin.isEmpty() && !origin.startsWith(PictureSource.BUILT_IN)).flatMap(origin -> {
                try {
                    Path file = PictureSource.file(origin);
                    return Stream.of(file, ModelLibrary.manifest(file));
                } catch (Fault noFile) {
                    return Stream.of();
                }
            });
    }

    /** Whether a picture is one of a folder's. */
    private static boolean isIn(Path out, Path folder) {
        try {
            return Files.isDirectory(folder) && Files.isRegularFile(out) && PictureFormat.isPicture(out.toString())
                && out.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.exists(one) && Files.exists(other) ? Files.isSameFile(one, other)
                : one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
        } catch (IOException e) {
            return false;
        }
    }
}
