package org.normscope.cli.option;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an option, or all of a class, that does nothing but with another one: {@link AskedOptions} refuses it where it
 * is given alone.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.TYPE})
public @interface OnlyWith {
    /** "--method lrp" where the other one has to have a value, "--from" where it has to be there: one of these. */
    String[] value();
}
