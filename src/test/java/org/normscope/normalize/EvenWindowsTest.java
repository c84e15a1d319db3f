package org.normscope.normalize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** LRN over an even number of channels: each form has another half that is larger. */
class EvenWindowsTest {
    private static final Tensor MAPS = Tensor.of(Shape.of(1, 5, 1, 2), 1, -2, 3, .5f, -1.5f, 2, .25f, -3, 1, -.5f);

    /** torch.nn.functional.local_response_norm of torch 1.13. */
    @Test
    void asInPyTorch() {
        agrees("dialect=torch n=2 k=1 alpha=1 beta=0.75", .737788f, -.8773826f, .7825423f, .2127318f, -.3632469f,
            .8509274f, .1404966f, -.6619502f, .7264662f, -.136892f);
        agrees("dialect=torch n=4 k=2 alpha=0.5 beta=0.5", .5547002f, -1.2570786f, 1.5964563f, .2871833f, -.7973466f,
            .9810229f, .1328911f, -1.5622669f, .6436144f, -.2614882f);
    }

    /** By the formulas of ONNX LRN-13, whose kernel ONNX Runtime lacks for these, and of the paper, in NumPy. */
    @Test
    void asWrittenElsewhere() {
        agrees("dialect=onnx n=4 k=1 alpha=2 beta=0.75", .2293039f, -.5871642f, .6856573f, .0914997f, -.3428287f,
            .4305799f, .120154f, -.6537947f, .7264662f, -.136892f);
        agrees("dialect=alexnet n=4 k=2 alpha=0.5 beta=0.75", .2077938f, -.5136892f, .6215891f, .0849617f, -.2972309f,
            .3368788f, .0517991f, -.5896784f, .3782013f, -.0993461f);
    }

    private static void agrees(String settings, float... values) {
        Parameters set = Parameters.NONE;
        for (String setting : settings.split(" ")) set = set.with(setting.split("=")[0], setting.split("=")[1]);
        Site site = () -> MAPS;
        assertArrayEquals(values, Catalogue.entry("lrn").create(set).apply(site).data(), 1e-6f, settings);
    }
}
