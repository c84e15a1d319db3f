package org.normscope.cli.option;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;

/** What an option is marked with: itself, or else as one of a class of options that is. */
final class Marks {
    private Marks() { }

    static <A extends Annotation> @Nullable A of(ArgSpec arg, Class<A> kind) {
        if (!(arg.userObject() instanceof Field field)) return null;
        A own = field.getAnnotation(kind);
        return own != null ? own : field.getDeclaringClass().getAnnotation(kind);
    }
}
