package org.normscope.view.frame;

import com.sun.javafx.css.StyleClassSet;
import com.sun.javafx.css.StyleManager;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.css.StyleClass;
import org.jspecify.annotations.Nullable;

/**
 * Takes the style classes of each rule that JavaFX has read out of their wrappers. Its sets of style classes are bits,
 * 64 in a number, but JavaFX 21 and 22 wrap those of rules as unmodifiable and then compare each with a node's bit by
 * bit: a quarter of what a change of theme takes. JavaFX 23 does not (JDK-8322964), but needs Java 21. See
 * docs/decisions/0014.
 */
final class RuleClasses {
    private RuleClasses() { }

    /**
     * To be called where sheets have been read and nothing wears them yet.
     *
     * @return how many were taken out; 0 also where JavaFX is built otherwise: then it is as slow as it was
     */
    static int unwrap() {
        List<?> ofControls = StyleManager.getInstance().platformUserAgentStylesheetContainers;
        Map<String, ?> ofScenes = StyleManager.getInstance().stylesheetContainerMap;
        int unwrapped = 0;
        try {
            for (Object sheet : Stream.concat(ofControls.stream(), ofScenes.values().stream()).toList()) {
                Object rules = value(sheet, "selectorPartitioning");
                if (rules == null || !(value(rules, "styleClassMap") instanceof Map<?, ?> byClasses)) continue;
                for (Object partition : byClasses.values()) unwrapped += unwrap(value(partition, "key"));
            }
        } catch (ReflectiveOperationException otherwise) {
            return unwrapped;
        }
        return unwrapped;
    }

    private static int unwrap(@Nullable Object key) throws ReflectiveOperationException {
        if (key == null) return 0;
        Field classes = field(key, "key");
        if (classes.get(key) instanceof StyleClassSet || !(classes.get(key) instanceof Collection<?> wrapped)) return 0;
        StyleClassSet set = new StyleClassSet();
        for (Object one : wrapped) set.add((StyleClass) one);
        classes.set(key, set);
        return 1;
    }

    private static @Nullable Object value(@Nullable Object of, String name) throws ReflectiveOperationException {
        return of == null ? null : field(of, name).get(of);
    }

    private static Field field(Object of, String name) throws ReflectiveOperationException {
        Field field = of.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
