package org.normscope.cli.option;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.stream.Stream;
import org.normscope.text.Fault;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** All that is asked of options before a command runs. */
public final class AskedOptions {
    private AskedOptions() { }

    /**
     * @throws CommandLine.ParameterException where an option does nothing, is no number that it takes, or
     *                                        {@link WrittenFiles} refuses one
     */
    public static void check(ParseResult line) {
        ParseResult asked = line;
        while (asked.hasSubcommand()) asked = asked.subcommand();
        if (asked.isUsageHelpRequested() || asked.isVersionHelpRequested()) return;
        try {
            for (ArgSpec arg : asked.matchedArgs()) {
                requireUse(arg, asked);
                if (arg.getValue() instanceof Number number) requireNumber(arg, number.doubleValue());
            }
            WrittenFiles.check(asked);
        } catch (Fault | InvalidPathException wrong) {
            throw new CommandLine.ParameterException(asked.commandSpec().commandLine(),
                String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private static void requireUse(ArgSpec arg, ParseResult asked) {
        OnlyWith mark = Marks.of(arg, OnlyWith.class);
        if (mark == null) return;
        List<String> others = Stream.of(mark.value())
            .filter(other -> asked.commandSpec().findOption(other.split(" ")[0]) != null).toList();
        if (others.stream().noneMatch(other -> isGiven(other.split(" "), asked))) {
            throw new Fault("cli.idle", ((OptionSpec) arg).longestName(), String.join(", ", others));
        }
    }

    /** No option takes NaN or infinity. */
    private static void requireNumber(ArgSpec arg, double number) {
        From mark = Marks.of(arg, From.class);
        boolean less = mark != null && (mark.above() ? number <= mark.value() : number < mark.value());
        if (Double.isFinite(number) && !less) return;
        String name = arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
        String said = String.join(",", arg.stringValues());
        if (mark == null) throw new Fault("cli.number", name, said);
        String least = BigDecimal.valueOf(mark.value()).stripTrailingZeros().toPlainString();
        throw new Fault(mark.above() ? "cli.number.above" : "cli.number.from", name, said, least);
    }

    /** Whether an option is there, or has that value, which may be its default. */
    private static boolean isGiven(String[] other, ParseResult asked) {
        if (other.length == 1 || asked.hasMatchedOption(other[0])) {
            return asked.hasMatchedOption(other[0]) && (other.length == 1 || asked.matchedOption(other[0])
                .stringValues().stream().anyMatch(other[1]::equalsIgnoreCase));
        }
        String usual = asked.commandSpec().findOption(other[0]).defaultValue();
        return usual != null && List.of(usual.split(",")).contains(other[1]);
    }
}
