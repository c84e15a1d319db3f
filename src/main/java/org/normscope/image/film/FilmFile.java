package org.normscope.image.film;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.normscope.image.AtomicFile;
import org.normscope.image.BadPictureException;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureFormat;
import org.normscope.image.Pixels;

/**
 * Moving GIFs, which every slide program shows. 256 colours a frame. Source: GIF89a specification; the loop is
 * Netscape's application extension.
 */
public final class FilmFile {
    private static final String FORMAT = "javax_imageio_gif_image_1.0";

    private FilmFile() { }

    /**
     * Writes a film that goes round for ever, whole or not at all.
     *
     * @param frames       of one size, at least one; over white where they are transparent
     * @param milliseconds that each stands for
     * @throws BadPictureException where the file cannot be written, or is not read again as what was written
     */
    public static void write(List<Pixels> frames, int milliseconds, Path file) {
        byte[] gif = encoded(frames, milliseconds);
        if (PictureFile.frames(gif) != frames.size()) {
            throw new BadPictureException("picture.unwritable", file.toString());
        }
        try {
            AtomicFile.write(file, gif);
        } catch (IOException e) {
            throw new BadPictureException(e, "picture.unwritable", file.toString());
        }
    }

    static byte[] encoded(List<Pixels> frames, int milliseconds) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(PictureFormat.GIF.plugin()).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < frames.size(); i++) {
                Pixels frame = frames.get(i);
                BufferedImage image = image(frame.overWhite());
                IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
                time(metadata, milliseconds, i == 0);
                writer.writeToSequence(new IIOImage(image, null, metadata), null);
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage image(Pixels frame) {
        BufferedImage image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, frame.width(), frame.height(), frame.argb(), 0, frame.width());
        return image;
    }

    private static void time(IIOMetadata metadata, int milliseconds, boolean first) throws IIOInvalidTreeException {
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
        IIOMetadataNode control = (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
        control.setAttribute("delayTime", String.valueOf(milliseconds / 10)); // counted in hundredths of a second
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        if (first) root.appendChild(forEver());
        metadata.setFromTree(FORMAT, root);
    }

    private static IIOMetadataNode forEver() {
        IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
        loop.setAttribute("applicationID", "NETSCAPE");
        loop.setAttribute("authenticationCode", "2.0");
        loop.setUserObject(new byte[] {1, 0, 0});
        IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
        extensions.appendChild(loop);
        return extensions;
    }
}
