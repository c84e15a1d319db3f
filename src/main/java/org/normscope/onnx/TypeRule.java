package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;

/** Tells the type of what an operator writes, as the standard says it of each. Shapes are left open. */
@FunctionalInterface
interface TypeRule {
    /** What it reads first. */
    TypeRule AS_FIRST = as(0);
    TypeRule FLOAT = tensor(ElementType.FLOAT);
    TypeRule TRUTH = tensor(ElementType.BOOL);
    TypeRule WHOLE = tensor(ElementType.INT64);

    /**
     * @param output position among the node's outputs
     * @param read   tells the types of the values around; of one that is not known the type without a value
     * @return the type without a value where it cannot be told
     */
    TypeProto of(Node node, int output, Types.Scope read);

    static TypeRule as(int input) {
        return (node, output, read) -> read.of(node.input(input));
    }

    /** As that input, where it is there; it may be left out. */
    static TypeRule as(int input, ElementType otherwise) {
        return (node, output, read) -> node.input(input).isEmpty() ? Types.tensor(otherwise)
            : read.of(node.input(input));
    }

    static TypeRule tensor(ElementType cells) {
        return (node, output, read) -> Types.tensor(cells);
    }

    /** As an attribute says that holds the number of a type. */
    static TypeRule said(String attribute, ElementType otherwise) {
        return (node, output, read) -> Types.tensor((int) node.integer(attribute, otherwise.number()));
    }

    /** As an attribute says, else as what it reads first. */
    static TypeRule saidOrFirst(String attribute) {
        return (node, output, read) -> node.attribute(attribute).isPresent()
            ? Types.tensor((int) node.integer(attribute, 0)) : read.of(node.input(0));
    }

    /** The cells of a tensor that an attribute holds. */
    static TypeRule held(String attribute) {
        return (node, output, read) -> node.tensor(attribute).map(TensorProto::getDataType).map(Types::tensor)
            .orElse(Types.tensor(ElementType.FLOAT));
    }

    /** For each output its own rule, the last for all that follow. */
    static TypeRule byOutput(TypeRule... rules) {
        return (node, output, read) -> rules[Math.min(output, rules.length - 1)].of(node, output, read);
    }

    /** One rule where the node has an attribute, else another. */
    static TypeRule where(String attribute, TypeRule there, TypeRule otherwise) {
        return (node, output, read) -> (node.attribute(attribute).isPresent() ? there : otherwise).of(node, output,
            read);
    }

    /** A list of what it reads first. */
    static TypeRule listOfFirst() {
        return (node, output, read) -> Types.list(read.of(node.input(0)));
    }

    /** What stands in the list, or in the optional value, that it reads first. */
    static TypeRule memberOfFirst() {
        return (node, output, read) -> Types.member(read.of(node.input(0)));
    }

    /** What a constant holds, in any of the attributes that the standard allows. */
    static TypeProto constant(Node node, int output, Types.Scope read) {
        if (node.attribute("value_int").or(() -> node.attribute("value_ints"))
            .isPresent()) return Types.tensor(ElementType.INT64);
        if (node.attribute("value_string").or(() -> node.attribute("value_strings")).isPresent()) {
            return Types.tensor(ElementType.STRING);
        }
        return node.attribute("value").map(AttributeProto::getT).map(TensorProto::getDataType)
            .map(Types::tensor).orElse(Types.tensor(ElementType.FLOAT));
    }

    /**
     * What the body of an If or a Scan writes at that place; of a Loop one further, its first output is the
     * condition.
     */
    static TypeRule body(String attribute, int further) {
        return (node, output, read) -> node.attribute(attribute).map(AttributeProto::getG)
            .map(body -> Types.ofBody(node, body, output + further, read)).orElse(TypeProto.getDefaultInstance());
    }
}
