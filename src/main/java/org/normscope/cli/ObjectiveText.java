package org.normscope.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.normscope.cli.option.ChosenLayer;
import org.normscope.cli.option.WrongUseException;
import org.normscope.network.Classes;
import org.normscope.network.Layer;
import org.normscope.network.LayerList;
import org.normscope.network.Network;
import org.normscope.onnx.gradient.Objective;
import org.normscope.tensor.Shape;

/** Reads objectives as the command line writes them: weighted terms, added or subtracted. */
final class ObjectiveText {
    /** Between terms stands a sign with blanks on both sides: names of layers may have one inside. */
    private static final Pattern BETWEEN = Pattern.compile("\\s+([+-])\\s+");
    private static final Pattern TERM = Pattern.compile(
        "(?:([-+0-9.eE]+)\\s*\\*\\s*)?(unit|channel|firing|cell|class|logp|cross-entropy|along|tv)(?::(.*))?");

    private final Network network;
    private final String model;

    /** @param model as it was given, for messages */
    ObjectiveText(Network network, String model) {
        this.network = network;
        this.model = model;
    }

    /** @throws WrongUseException where it is none, or names what the network has not */
    Objective read(String text) {
        Matcher sign = BETWEEN.matcher(text);
        Objective sum = null;
        int from = 0;
        double weight = 1;
        while (true) {
            boolean more = sign.find();
            Objective term = term(text.substring(from, more ? sign.start() : text.length()).strip(), weight);
            sum = sum == null ? term : sum.plus(term);
            if (!more) return sum;
            weight = sign.group(1).equals("-") ? -1 : 1;
            from = sign.end();
        }
    }

    private Objective term(String text, double sign) {
        Matcher parts = TERM.matcher(text);
        if (!parts.matches()) throw wrong(text);
        double weight = sign * (parts.group(1) == null ? 1 : real(parts.group(1), text));
        Objective plain = objective(parts.group(2), parts.group(3) == null ? "" : parts.group(3), text);
        return weight == 1 ? plain : plain.times(weight);
    }

    private Objective objective(String kind, String of, String text) {
        switch (kind) {
            case "class", "logp":
                Classes classes = Classes.of(network);
                return kind.equals("class") ? classes.logit(number(classes, of))
                    : Objective.logProbability(classes.logits(), number(classes, of));
            case "cross-entropy":
                if (!of.isEmpty()) throw wrong(text);
                return Objective.crossEntropy(Classes.of(network).logits(), "labels");
            case "along":
                return Objective.along(value(of), "weights");
            case "tv":
                return Objective.totalVariation(value(of));
            default:
                return unit(kind, of, text);
        }
    }

    private int number(Classes classes, String name) {
        return number(classes, name, model);
    }

    /** @throws WrongUseException where there is no such class, or none at all */
    static int number(Classes classes, String name, String model) {
        if (classes.classes() == 0) throw new WrongUseException("cli.class.none", model);
        return classes.number(name).orElseThrow(() -> new WrongUseException("cli.class", name, model));
    }

    private String value(String name) {
        return name.equals("input") ? network.picture() : network.layer(name)
            .or(() -> network.layer(LayerList.unquoted(name))).map(Layer::output).orElse(name);
    }

    /** LAYER/U, or LAYER/U/Y/X. */
    private Objective unit(String kind, String of, String text) {
        Matcher place = Pattern.compile(kind.equals("cell") ? "(.+)/(\\d+)/(\\d+)/(\\d+)" : "(.+)/(\\d+)").matcher(of);
        if (!place.matches()) throw wrong(text);
        Layer layer = ChosenLayer.of(network, model, place.group(1));
        int unit = within(place.group(2), layer.shape().c(), layer, text);
        if (kind.equals("unit")) return Objective.peak(layer.output(), unit);
        if (kind.equals("channel")) return Objective.channel(layer.output(), unit);
        if (kind.equals("firing")) return Objective.firing(layer.output(), unit);
        return Objective.cell(layer.output(), unit, cell(layer.shape(), within(place.group(3), layer.shape().h(),
            layer, text), within(place.group(4), layer.shape().w(), layer, text)));
    }

    /** Where a cell lies in a value of any rank: rows, if there are, on the third axis, all that follows in columns. */
    private static int[] cell(Shape shape, int y, int x) {
        int[] cell = new int[Math.max(0, shape.rank() - 2)];
        for (int axis = cell.length - 1, left = x; axis >= 0; left /= shape.extent(2 + axis--)) {
            cell[axis] = axis == 0 && shape.rank() > 3 ? y : left % shape.extent(2 + axis);
        }
        return cell;
    }

    private int within(String number, int count, Layer layer, String text) {
        double value = real(number, text);
        if (value >= count) throw new WrongUseException("cli.unit", layer.name(), layer.shape().toString(), number);
        return (int) value;
    }

    private static double real(String number, String text) {
        try {
            double value = Double.parseDouble(number);
            if (!Float.isFinite((float) value)) throw wrong(text);
            return value;
        } catch (NumberFormatException e) {
            throw wrong(text);
        }
    }

    private static WrongUseException wrong(String text) {
        return new WrongUseException("cli.objective", text);
    }
}
