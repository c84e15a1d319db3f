package org.normscope.image;

/**
 * A picture that the program ships.
 *
 * @param id      folder and name: photos/dogs, flowers/daisy/12348343085_d4c396e5b5
 * @param file    under assets: images/photos/dogs.jpg
 * @param author  to be credited wherever the picture is shown as itself
 * @param licence as it is cited: CC-BY-4.0
 * @param source  where it was taken from, in words, with a link where there is one
 */
public record Sample(String id, String file, String author, String licence, String source) {

    /** As in sessions and on the command line: builtin:photos/dogs. */
    public String origin() {
        return PictureSource.BUILT_IN + id;
    }

    /** Message key of the title; flowers of one kind share it. */
    public String titleKey() {
        return "picture.title." + id.split("/")[1];
    }

    /** Author and licence in one line. */
    public String credit() {
        return author + ", " + licence;
    }
}
