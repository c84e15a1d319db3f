package org.normscope.image;

import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;

/** How a camera was held: EXIF's tag 0x0112. The code's row and column say where the stored first row and column go. */
enum Orientation {
    TOP_LEFT, TOP_RIGHT, BOTTOM_RIGHT, BOTTOM_LEFT, LEFT_TOP, RIGHT_TOP, RIGHT_BOTTOM, LEFT_BOTTOM;

    /** As the file says; upright where it says nothing, or nonsense. */
    static Orientation of(PictureFormat format, byte[] bytes) {
        try {
            for (ExifIFD0Directory exif : format.structure().metadata(bytes)
                .getDirectoriesOfType(ExifIFD0Directory.class)) {
                Integer tag = exif.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
                if (tag != null && tag >= 1 && tag <= 8) return values()[tag - 1];
            }
        } catch (Exception e) {
            return TOP_LEFT; // Damaged metadata is no reason to refuse a picture that decodes.
        }
        return TOP_LEFT;
    }

    /** The picture turned as the camera was. */
    Pixels upright(Pixels stored) {
        if (this == TOP_LEFT) return stored;
        boolean turned = ordinal() >= LEFT_TOP.ordinal();
        int width = turned ? stored.height() : stored.width(), height = turned ? stored.width() : stored.height();
        int[] argb = new int[width * height];
        short[] deep = stored.deep() == null ? null : new short[3 * argb.length];
        for (int y = 0; y < stored.height(); y++) {
            for (int x = 0; x < stored.width(); x++) {
                int right = stored.width() - 1 - x, bottom = stored.height() - 1 - y;
                int target = switch (this) {
                    case TOP_LEFT -> y * width + x;
                    case TOP_RIGHT -> y * width + right;
                    case BOTTOM_RIGHT -> bottom * width + right;
                    case BOTTOM_LEFT -> bottom * width + x;
                    case LEFT_TOP -> x * width + y;
                    case RIGHT_TOP -> x * width + bottom;
                    case RIGHT_BOTTOM -> right * width + bottom;
                    case LEFT_BOTTOM -> right * width + y;
                };
                int source = y * stored.width() + x;
                argb[target] = stored.argb()[source];
                if (deep != null) System.arraycopy(stored.deep(), 3 * source, deep, 3 * target, 3);
            }
        }
        return new Pixels(width, height, argb, deep);
    }
}
