package org.normscope.image;

/** How files begin. */
final class Magic {
    private Magic() { }

    /** Whether a file begins so; ? is any byte, the others stand for themselves in Latin-1. */
    static boolean begins(byte[] file, String magic) {
        return isAt(file, 0, magic);
    }

    static boolean isAt(byte[] file, int at, String magic) {
        if (at < 0 || file.length - at < magic.length()) return false;
        for (int i = 0; i < magic.length(); i++) {
            char wanted = magic.charAt(i);
            if (wanted != '?' && wanted != (file[at + i] & 0xFF)) return false;
        }
        return true;
    }
}
