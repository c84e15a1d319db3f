package org.normscope.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.normscope.image.Pixels;
import org.normscope.network.Network;

/** A folder of domains with a folder for each class in them: DIR/DOMAIN/CLASS/*.jpg. */
public final class DomainFolders {
    private static final int MOST_NAMED = 20;
    /** What a picture is labelled for a network that does not know its class. */
    private static final int UNKNOWN = -1;

    private final Path data;
    private final Map<String, Map<String, FolderPictures>> domains = new LinkedHashMap<>();

    /**
     * @param tell is told once of each file that is no whole picture
     * @throws BadFolderException where there is no such folder, one cannot be listed, or no domain holds pictures
     */
    public DomainFolders(Path data, Consumer<FolderPictures.Skipped> tell) {
        this.data = data;
        if (!Files.isDirectory(data)) throw new BadFolderException("patches.corpus.missing", data.toString());
        for (Path domain : folders(data)) {
            Map<String, FolderPictures> classes = new LinkedHashMap<>();
            folders(domain).forEach(label -> classes.put(name(label), new FolderPictures(label, tell)));
            if (classes.values().stream().anyMatch(pictures -> pictures.count() > 0)) {
                domains.put(name(domain), classes);
            }
        }
        if (domains.isEmpty()) throw nothing();
    }

    /** Those with pictures. */
    public List<String> domains() {
        return List.copyOf(domains.keySet());
    }

    /** Pictures of all domains that were not skipped so far. */
    public int count() {
        return domains.values().stream().flatMap(classes -> classes.values().stream())
            .mapToInt(FolderPictures::count).sum();
    }

    /** Why a network's answers cannot be judged: a folder with pictures is called as none of its classes. */
    public Optional<BadFolderException> unknownClass(Network network) {
        for (String domain : domains()) {
            for (Map.Entry<String, FolderPictures> folder : classes(domain).entrySet()) {
                if (folder.getValue().count() > 0 && label(folder.getKey(), network) == UNKNOWN) {
                    return Optional.of(unknown(domain, folder.getKey(), network));
                }
            }
        }
        return Optional.empty();
    }

    private static BadFolderException unknown(String domain, String label, Network network) {
        List<String> labels = network.spec().labels();
        return new BadFolderException("domains.label", domain + "/" + label, network.name(),
            labels.isEmpty() ? "–" : String.join(", ", labels.stream().limit(MOST_NAMED).toList()));
    }

    /**
     * A picture and the folder that says its class.
     *
     * @param folder its name
     */
    record Pictured(Pixels pixels, String folder) { }

    private Map<String, FolderPictures> classes(String domain) {
        return Objects.requireNonNull(domains.get(domain), domain);
    }

    /** The pictures of a domain, decoded one by one. */
    Stream<Pictured> pictures(String domain) {
        return classes(domain).entrySet()
            .stream()
            .flatMap(folder -> folder.getValue().stream().map(picture -> new Pictured(picture, folder.getKey())));
    }

    BadFolderException nothing() {
        return new BadFolderException("domains.none", data.toString());
    }

    /** Index of the network's output for a class; -1 for a class that it does not know. */
    static int label(String name, Network network) {
        return network.spec().labels().indexOf(name);
    }

    private static String name(Path folder) {
        return folder.getFileName().toString();
    }

    private static List<Path> folders(Path parent) {
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).filter(child -> !name(child).startsWith(".")).sorted().toList();
        } catch (IOException e) {
            throw new BadFolderException("patches.corpus.unreadable", parent.toString());
        }
    }
}
