package org.normscope.network;

import java.util.Set;

/** What a layer does, told from its operator, never from its name. */
public enum LayerKind {
    CONVOLUTION("Conv", "ConvTranspose", "ConvInteger", "QLinearConv", "DeformConv", "FusedConv"),
    FULLY_CONNECTED("Gemm", "MatMul", "MatMulInteger", "QLinearMatMul", "FusedGemm", "FusedMatMul"),
    NORMALIZATION("BatchNormalization", "InstanceNormalization", "GroupNormalization", "LayerNormalization", "LRN",
        "LpNormalization", "MeanVarianceNormalization", "RMSNormalization", "SimplifiedLayerNormalization"),
    ACTIVATION("Relu", "LeakyRelu", "PRelu", "Elu", "Selu", "Celu", "ThresholdedRelu", "Sigmoid", "HardSigmoid", "HardSwish",
        "Swish", "Mish", "Gelu", "Tanh", "Softplus", "Softsign", "Clip", "Softmax", "LogSoftmax", "Hardmax"),
    POOLING("MaxPool", "AveragePool", "LpPool", "GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool", "MaxRoiPool"),
    ADD("Add", "Sum"),
    CONCAT("Concat"),
    OTHER;

    private final Set<String> operators;

    LayerKind(String... operators) {
        this.operators = Set.of(operators);
    }

    public static LayerKind of(String operator) {
        for (LayerKind kind : values()) if (kind.operators.contains(operator)) return kind;
        return OTHER;
    }
}
