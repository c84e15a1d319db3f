package org.normscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** NullAway believes that picocli sets every field: those that it may leave out have to say so. */
class LeftOutOptionsTest {
    /** One of each kind; of four it is not said that they may be left out. */
    private static final class Careless {
        @Option(names = "--told")
        private @Nullable String told;

        @Option(names = "--required", required = true)
        private String required;

        @Option(names = "--usual", defaultValue = "1")
        private String usual;

        @Option(names = "--begun")
        private List<String> begun = List.of();

        @Option(names = "--flag")
        private boolean flag;

        @Option(names = "--untold")
        private String untold;

        @Mixin
        private Mixed mixed;

        @ArgGroup(exclusive = true, multiplicity = "1")
        private Either either;

        @ArgGroup
        private Mixed group;
    }

    private static final class Mixed {
        @Option(names = "--mixed")
        private String inside;
    }

    private static final class Either {
        @ArgGroup(exclusive = false, multiplicity = "1")
        private Other other;
    }

    private static final class Other {
        @Option(names = "--other", required = true)
        private String needed;
    }

    @Test
    void whatMayBeLeftOutMayBeNull() throws ReflectiveOperationException {
        List<String> untold = new ArrayList<>();
        for (Class<?> command : NormScopeCommand.COMMANDS) add(untold, command, false);
        assertEquals(List.of(), untold);
        assertTrue(NormScopeCommand.COMMANDS.size() > 20);
    }

    @Test
    void thatIsNoticed() throws ReflectiveOperationException {
        List<String> untold = new ArrayList<>();
        add(untold, Careless.class, false);
        assertEquals(
            List.of("Careless.untold", "Mixed.inside", "Either.other", "Careless.group", "Mixed.inside"), untold);
    }

    private static void add(List<String> untold, Class<?> type, boolean oneOf) throws ReflectiveOperationException {
        Constructor<?> made = type.getDeclaredConstructor();
        made.setAccessible(true);
        Object begun = made.newInstance();
        for (Field field : type.getDeclaredFields()) {
            if (mayBeLeftOut(field, begun, oneOf) && !field.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                untold.add(type.getSimpleName() + "." + field.getName());
            }
            ArgGroup group = field.getAnnotation(ArgGroup.class);
            if (group != null || field.isAnnotationPresent(Mixin.class)) {
                add(untold, field.getType(), group != null && group.exclusive());
            }
        }
    }

    private static boolean mayBeLeftOut(Field field, Object begun, boolean oneOf) throws ReflectiveOperationException {
        field.setAccessible(true);
        if (field.getType().isPrimitive() || field.get(begun) != null) return false;
        ArgGroup group = field.getAnnotation(ArgGroup.class);
        if (group != null) return oneOf || group.multiplicity().startsWith("0");
        CommandLine.Parameters place = field.getAnnotation(CommandLine.Parameters.class);
        if (place != null) return place.arity().startsWith("0");
        Option option = field.getAnnotation(Option.class);
        return option != null && !option.required()
            && option.defaultValue().equals(Option.class.getMethod("defaultValue").getDefaultValue());
    }
}
