package org.normscope.cli.option;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a number that has a least value: {@link AskedOptions} refuses what is said and less. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface From {
    double value();

    /** Whether that value itself is too little. */
    boolean above() default false;
}
