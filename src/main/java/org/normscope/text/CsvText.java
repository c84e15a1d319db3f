package org.normscope.text;

import java.io.IOException;
import java.io.StringWriter;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A table as comma-separated values, in memory. */
public final class CsvText {
    private CsvText() { }

    /** @param format with the header, if there is to be one */
    public static String of(CSVFormat format, Iterable<? extends Iterable<?>> rows) {
        StringWriter text = new StringWriter();
        try (CSVPrinter table = new CSVPrinter(text, format)) {
            for (Iterable<?> row : rows) table.printRecord(row);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text.toString();
    }
}
