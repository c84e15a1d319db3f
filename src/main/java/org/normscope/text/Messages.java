package org.normscope.text;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every word on screen, by key: {@code messages_en.properties} and {@code messages_zh.properties} beside this class, in
 * UTF-8, values in the notation of {@link MessageFormat} (an apostrophe is written twice).
 */
public final class Messages {
    private static final Map<Language, Properties> TEXTS = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) TEXTS.put(language, read(language));
    }

    private Messages() { }

    /** @throws IllegalArgumentException where the key has no text: a mistake in the program, found by its tests */
    public static String get(Language language, String key, Object... arguments) {
        return new MessageFormat(pattern(language, key), language.locale()).format(arguments);
    }

    /** Whether there is a text: some things are explained, some classes translated, others not. */
    public static boolean has(String key) {
        return texts(Language.ENGLISH).containsKey(key);
    }

    /** A text before its arguments are set in. */
    static String pattern(Language language, String key) {
        String text = texts(language).getProperty(key);
        if (text == null) throw new IllegalArgumentException("no text for '" + key + "' in " + language.code());
        return text;
    }

    /** All keys of a language, sorted. */
    public static Set<String> keys(Language language) {
        return new TreeSet<>(texts(language).stringPropertyNames());
    }

    private static Properties texts(Language language) {
        return Objects.requireNonNull(TEXTS.get(language));
    }

    private static Properties read(Language language) {
        String file = "messages_" + language.code() + ".properties";
        try (Reader reader = new InputStreamReader(Messages.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
            Properties texts = new Properties();
            texts.load(reader);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
