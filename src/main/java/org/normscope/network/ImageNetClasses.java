package org.normscope.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.normscope.image.PictureSource;
import org.normscope.image.Samples;
import org.normscope.tensor.Tensor;

/**
 * The 1000 classes of ILSVRC 2012 in their usual order, for networks that do not name theirs: as many outputs may stand
 * for them, with "background" before them where there are 1001. Whether they do is tried with shipped photos: some
 * networks have the classes in an order of their own.
 */
final class ImageNetClasses {
    static final String GUESS = "network.guess.imagenetLabels";
    private static final String LIST = "/assets/networks/imagenet-labels.txt";
    private static final int COUNT = 1000;
    /** Of a photo, so many classes are looked at. */
    private static final int TOP = 5;
    /** So many photos have to be told by a right name: by chance, one in 200 networks would. */
    private static final int ENOUGH = 2;

    /** Photos, and names that are right for each. */
    private static final Map<String, Set<String>> PHOTOS = photos();

    private ImageNetClasses() { }

    private static Map<String, Set<String>> photos() {
        Map<String, Set<String>> photos = new LinkedHashMap<>();
        photos.put("photos/cat", Set.of("tabby", "tiger cat", "Persian cat", "Siamese cat", "Egyptian cat"));
        photos.put("photos/coffee", Set.of("espresso", "cup", "coffee mug", "coffeepot", "eggnog"));
        photos.put("photos/pagoda", Set.of("palace", "stupa", "monastery", "mosque", "bell cote"));
        photos.put("photos/rocket", Set.of("missile", "projectile", "space shuttle", "obelisk", "drilling platform"));
        photos.put("photos/mountains", Set.of("alp", "valley", "cliff", "lakeside", "volcano"));
        return photos;
    }

    /** The names, where the network's first output stands for them; else none. */
    static List<String> of(Network network, GraphRunner runner) {
        int count = network.listed();
        if (count != COUNT && count != COUNT + 1) return List.of();
        List<String> names = count == COUNT ? names()
            : Stream.concat(Stream.of("background"), names().stream()).toList();
        Network named = network.withLabels(names);
        int told = 0, left = PHOTOS.size();
        for (Map.Entry<String, Set<String>> photo : PHOTOS.entrySet()) {
            if (told + left-- < ENOUGH) return List.of();
            if (tells(named, runner, photo.getKey(), photo.getValue()) && ++told == ENOUGH) return names;
        }
        return List.of();
    }

    private static boolean tells(Network network, GraphRunner runner, String photo, Set<String> right) {
        String origin = Samples.of(photo).orElseThrow().origin(), output = network.outputs().get(0);
        Tensor input = network.spec().preprocessing().apply(List.of(PictureSource.open(origin)));
        Tensor classes = network.run(runner, input, Set.of(output)).get(output);
        List<Prediction> top = Prediction.top(network, classes, 0, TOP + 1);
        // Where more of them are equal than are looked at, it is only their order that tells.
        boolean even = top.get(TOP - 1).probability() == top.get(TOP).probability();
        return !even && top.stream().limit(TOP).anyMatch(prediction -> right.contains(prediction.label()));
    }

    private static List<String> names() {
        try (InputStream file = ImageNetClasses.class.getResourceAsStream(LIST)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(LIST + " cannot be read", e);
        }
    }
}
