package org.normscope.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as whole files in memory, with texts by keyword. */
final class PictureEncoders {
    /** Of a JPEG, 0 to 1: its blocks do not show, and it is a third of a PNG of a photo. */
    private static final float QUALITY = 0.95f;

    private PictureEncoders() { }

    /** A PNG with tEXt entries (Title, Software, Description ...). */
    static byte[] png(Pixels picture, Map<String, String> texts) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(PictureFormat.PNG.plugin()).next();
        var image = AwtImage.of(picture);
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
        try {
            if (!texts.isEmpty()) metadata.mergeTree("javax_imageio_png_1.0", PictureTexts.entries(texts));
        } catch (IIOInvalidTreeException e) {
            throw new IllegalArgumentException("no PNG text entries: " + texts, e);
        }
        return encoded(writer, new IIOImage(image, null, metadata), writer.getDefaultWriteParam());
    }

    static byte[] jpeg(Pixels picture, Map<String, String> texts) {
        return jpeg(picture, texts, QUALITY);
    }

    /** A JPEG over white, with comments, a line "keyword: value" each, in UTF-8. */
    static byte[] jpeg(Pixels picture, Map<String, String> texts, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(PictureFormat.JPEG.plugin()).next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(quality);
        byte[] jpeg = encoded(writer, new IIOImage(AwtImage.of(picture.overWhite()), null, null), settings);
        return PictureTexts.commented(jpeg, texts);
    }

    private static byte[] encoded(ImageWriter writer, IIOImage image, ImageWriteParam settings) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(null, image, settings);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
