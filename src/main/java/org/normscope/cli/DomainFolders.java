package org.normscope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.normscope.network.Network;
import org.normscope.shift.DomainRun.Labelled;

/** A folder of domains with a folder for each class in them: DIR/DOMAIN/CLASS/*.jpg. */
final class DomainFolders {
    private final Map<String, Map<String, FolderPictures>> domains = new LinkedHashMap<>();

    /** @param tell is told once of each file that is no whole picture, and why */
    DomainFolders(Path data, Consumer<String> tell) {
        for (Path domain : folders(data)) {
            Map<String, FolderPictures> classes = new LinkedHashMap<>();
            folders(domain).forEach(label -> classes.put(name(label), new FolderPictures(label, tell)));
            if (classes.values().stream().anyMatch(pictures -> pictures.count() > 0)) domains.put(name(domain), classes);
        }
        if (domains.isEmpty()) throw new WrongUseException("cli.domains", data.toString());
    }

    /** Those with pictures. */
    List<String> domains() {
        return List.copyOf(domains.keySet());
    }

    /**
     * The pictures of a domain with the network's classes.
     *
     * @throws WrongUseException where a folder is called as none of the network's classes
     */
    Stream<Labelled> pictures(String domain, Network network) {
        Map<FolderPictures, Integer> labels = new LinkedHashMap<>();
        domains.get(domain).forEach((name, pictures) -> labels.put(pictures, label(name, domain, network)));
        return labels.entrySet().stream()
            .flatMap(entry -> entry.getKey().stream().map(picture -> new Labelled(picture, entry.getValue())));
    }

    private static int label(String name, String domain, Network network) {
        int label = network.spec().labels().indexOf(name);
        if (label >= 0) return label;
        throw new WrongUseException("cli.domains.label", domain + "/" + name, network.name(),
            network.spec().labels().isEmpty() ? "-" : String.join(", ", network.spec().labels().stream().limit(20).toList()));
    }

    private static String name(Path folder) {
        return folder.getFileName().toString();
    }

    private static List<Path> folders(Path parent) {
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).filter(child -> !name(child).startsWith(".")).sorted().toList();
        } catch (IOException e) {
            throw new WrongUseException("cli.domains", parent.toString());
        }
    }
}
