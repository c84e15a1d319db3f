package org.normscope.state.app;

import static java.util.stream.Collectors.toSet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.MissingFile;
import org.normscope.state.desk.NamedFiles;
import org.normscope.state.desk.NetworkChoice;
import org.normscope.state.desk.Notices;
import org.normscope.state.desk.Opening;
import org.normscope.state.desk.Recent;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.SessionFile;
import org.normscope.state.desk.Settings;
import org.normscope.state.desk.Words;
import org.normscope.text.Fault;
import org.normscope.text.PathName;

/**
 * All choices as a file, and from one. What a session names and what is not there is asked for, once: who shows where
 * one file lies now has shown it for all that lie beside it. Lives on the UI thread.
 */
public final class Sessions {
    private record Read(Settings settings, List<MissingFile> missing) { }

    private final Chosen chosen;
    private final Opening opening;
    private final Notices notices;
    private final Recent recent;
    private final SessionFile text;
    private final NamedFiles files;
    private final Consumer<List<String>> keep;
    private final UnaryOperator<Settings> fitting;
    private String current = "";
    private Function<MissingFile, Optional<Path>> finder = missing -> Optional.empty();

    /**
     * @param keep    is told, on a worker, which networks a session names that is written
     * @param fitting makes choices whose files are open whole, and dresses them as the window is
     */
    Sessions(Services services, SessionFile text, NamedFiles files, Consumer<List<String>> keep,
             UnaryOperator<Settings> fitting) {
        chosen = services.chosen();
        opening = services.opening();
        notices = services.notices();
        recent = services.recent();
        this.text = text;
        this.files = files;
        this.keep = keep;
        this.fitting = fitting;
    }

    /** The file that was opened or saved last since the start; empty where none was. */
    public String current() { return current; }

    /** Who is asked for a file that a session refers to and that is missing. Asked on the UI thread. */
    public void setFinder(Function<MissingFile, Optional<Path>> next) { finder = next; }

    public void save(Path file) {
        Settings present = chosen.present();
        opening.start(Words.of("activity.write", file.getFileName().toString()), job -> {
            text.write(present, file);
            keep.accept(files.networks(present));
            return file;
        }, written -> {
            use(file);
            notices.tell(Words.of("session.written", file.toString()));
        });
    }

    /**
     * Asks for what is missing first; undo leads back. Pictures that nobody finds are left out, in the place of such a
     * network the present one is looked at, and both are told. Theme and language stay the user's own.
     */
    public void open(Path file) {
        open(file, () -> use(file));
    }

    /** The same with a file that has no name for the user. */
    void openUnnamed(Path file) {
        open(file, () -> { });
    }

    private void open(Path file, Runnable opened) {
        Settings present = chosen.present();
        read(file, job -> files.moved(text.read(file, present), file), read -> {
            opened.run();
            ask(file, read);
        });
    }

    private void use(Path file) {
        current = file.toString();
        recent.opened(Recent.Kind.SESSION, current);
    }

    private void read(Path session, Function<Path, Settings> settings, Consumer<Read> done) {
        opening.<Read>start(Words.of("activity.session", session.getFileName().toString()), job -> {
            Settings read = settings.apply(session);
            return new Read(read, files.missing(read));
        }, done);
    }

    private void ask(Path session, Read read) {
        Optional<MissingFile> next = read.missing().stream().filter(file -> !file.changed()).findFirst();
        Optional<Path> answer = next.flatMap(finder);
        if (answer.isEmpty()) {
            open(read);
            return;
        }
        String lost = next.get().origin(), found = answer.get().toString();
        Settings placed = files.relocated(read.settings(), (origin, sha256) -> origin.equals(lost) ? found : origin);
        read(session, same -> files.moved(placed, answer.get()), again -> ask(session, again));
    }

    private void open(Read read) {
        read.missing().stream().filter(MissingFile::changed)
            .forEach(file -> notices.tell(Words.of("session.changed", file.origin())));
        List<MissingFile> lost = read.missing().stream().filter(file -> !file.changed()).toList();
        Set<String> pictures = lost.stream().filter(file -> !file.network()).map(MissingFile::origin).collect(toSet());
        Settings left = files.relocated(read.settings(), (origin, sha256) -> pictures.contains(origin) ? null : origin);
        NetworkChoice network = left.subject().network();
        boolean without = lost.stream().anyMatch(file -> file.origin().equals(network.origin()));
        Settings complete = without ? left.withNetwork(chosen.present().subject().network()) : left;
        tell(read.settings(), lost);
        opening.whenOpen(complete, () -> {
            Settings whole = fitting.apply(complete);
            chosen.change(settings -> whole);
        });
    }

    private void tell(Settings session, List<MissingFile> lost) {
        List<String> out = new ArrayList<>();
        for (MissingFile file : lost) {
            String origin = file.origin();
            if (origin.equals(session.subject().network().origin())) {
                String present = PathName.of(chosen.present().subject().network().origin());
                notices.tell(new Fault("session.lost.subject", origin, present));
            } else if (file.network()) {
                notices.tell(Words.of("session.lost.network", origin));
            } else if (files.onlyKept(session, origin)) {
                notices.tell(Words.of("session.lost.style", origin));
            } else {
                out.add(origin);
            }
        }
        if (out.size() == 1) notices.tell(Words.of("session.lost", out.get(0)));
        else if (!out.isEmpty()) notices.tell(Words.of("session.lost.several", out.size(), PathName.several(out)));
    }
}
