package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One operator of a graph with the values it reads and writes, and its attributes as plain Java values. */
public final class Node {
    private final NodeProto node;
    private final Set<String> reads;

    /** @param node of a model, or of a function or body in it */
    public Node(NodeProto node) {
        this.node = node;
        this.reads = readsOf(node);
    }

    NodeProto proto() {
        return node;
    }

    /** As the file has it: may be empty, need not be unique. */
    public String name() {
        return node.getName();
    }

    /** ONNX operator: Conv, BatchNormalization. */
    public String operator() {
        return node.getOpType();
    }

    public Footprint footprint() {
        return Operators.of(operator()).footprint();
    }

    /** Name of its weights, of a convolution or a fully connected layer. */
    public String weights() {
        return input(Operators.of(operator()).weights());
    }

    public boolean is(Operator.Trait trait) {
        return Operators.of(operator()).is(trait);
    }

    /** Empty for the operators of ONNX itself. */
    public String domain() {
        return node.getDomain().equals("ai.onnx") ? "" : node.getDomain();
    }

    /** The operator with its domain before it, where that is not ONNX's own. */
    public String operatorInDomain() {
        return domain().isEmpty() ? operator() : domain() + "." + operator();
    }

    /** Names of the values it reads, by position; an optional input that is left out is an empty name. */
    public List<String> inputs() {
        return node.getInputList();
    }

    /** Name of the input at that position; empty where it is left out. */
    public String input(int position) {
        return position < node.getInputCount() ? node.getInput(position) : "";
    }

    /** Names of the values it writes, by position; an output that nobody wants is an empty name. */
    public List<String> outputs() {
        return node.getOutputList();
    }

    /** Its first output that has a name. */
    public String output() {
        return outputs().stream().filter(output -> !output.isEmpty()).findFirst().orElse("");
    }

    /** All values it needs: its inputs, and those that the bodies of an If, Loop or Scan take from around it. */
    public Set<String> reads() {
        return reads;
    }

    /** Names of the operators in the bodies of an If, Loop or Scan, and in bodies inside these. */
    public Set<String> operatorsInside() {
        Set<String> names = new LinkedHashSet<>();
        bodies(node).flatMap(body -> body.getNodeList().stream()).map(Node::new).forEach(inner -> {
            names.add(inner.operator());
            names.addAll(inner.operatorsInside());
        });
        return names;
    }

    /** For messages: its name, else that of its output. */
    public String label() {
        return name().isEmpty() ? output() : name();
    }

    /** Whether the node says anything under that name. */
    public boolean says(String attribute) {
        return attribute(attribute).isPresent();
    }

    public long integer(String attribute, long otherwise) {
        return attribute(attribute).filter(AttributeProto::hasI).map(AttributeProto::getI).orElse(otherwise);
    }

    public float real(String attribute, float otherwise) {
        return attribute(attribute).filter(AttributeProto::hasF).map(AttributeProto::getF).orElse(otherwise);
    }

    public String text(String attribute, String otherwise) {
        return attribute(attribute).filter(AttributeProto::hasS).map(a -> a.getS().toStringUtf8()).orElse(otherwise);
    }

    /** Empty where the attribute is absent; values past the range of int become its ends. */
    public Optional<int[]> integers(String attribute) {
        return attribute(attribute).map(a -> a.getIntsList().stream()
            .mapToInt(i -> (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, i))).toArray());
    }

    /** Empty where the attribute is absent. */
    public List<Float> reals(String attribute) {
        return attribute(attribute).map(AttributeProto::getFloatsList).orElse(List.of());
    }

    /** A list of texts, or of whole numbers as texts; empty where the attribute is absent. */
    public List<String> texts(String attribute) {
        return attribute(attribute)
            .map(a -> a.getStringsCount() > 0 ? a.getStringsList().stream().map(ByteString::toStringUtf8).toList()
            : a.getIntsList().stream().map(String::valueOf).toList()).orElse(List.of());
    }

    Optional<TensorProto> tensor(String attribute) {
        return attribute(attribute).filter(AttributeProto::hasT).map(AttributeProto::getT);
    }

    Optional<AttributeProto> attribute(String name) {
        return node.getAttributeList().stream().filter(a -> a.getName().equals(name)).findFirst();
    }

    static Stream<GraphProto> bodies(NodeProto node) {
        return node.getAttributeList().stream().flatMap(a ->
            Stream.concat(a.hasG() ? Stream.of(a.getG()) : Stream.empty(), a.getGraphsList().stream()));
    }

    private static Set<String> readsOf(NodeProto node) {
        Set<String> reads = new LinkedHashSet<>(node.getInputList());
        bodies(node).forEach(body -> reads.addAll(captured(body)));
        reads.remove("");
        return reads;
    }

    /** Values that a body reads and does not define: it takes them from the graph around it. */
    static Set<String> captured(GraphProto body) {
        Set<String> captured = new LinkedHashSet<>();
        body.getNodeList().forEach(inner -> captured.addAll(readsOf(inner)));
        body.getOutputList().forEach(output -> captured.add(output.getName()));
        body.getInputList().forEach(input -> captured.remove(input.getName()));
        body.getInitializerList().forEach(weights -> captured.remove(weights.getName()));
        body.getNodeList().forEach(inner -> captured.removeAll(inner.getOutputList()));
        return captured;
    }

    @Override
    public String toString() {
        return operator() + " " + label();
    }
}
