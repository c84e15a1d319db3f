package org.normscope.state.desk;

/**
 * A file that settings name, or something built in.
 *
 * @param origin as it stands in the settings
 * @param sha256 of the file, hexadecimal; empty where it is not known
 */
public record FileReference(String origin, String sha256, Kind kind) {
    /** KEPT is a picture that stays named when nobody finds it: who needs it says so then. */
    public enum Kind { NETWORK, PICTURE, KEPT }

    public static FileReference of(PictureChoice picture) {
        return new FileReference(picture.origin(), picture.sha256(), Kind.PICTURE);
    }
}
