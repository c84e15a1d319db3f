package org.normscope.view.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainFormulaTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "y = \\gamma \\frac{x - \\mu}{\\sqrt{\\sigma^2 + \\varepsilon}} + \\beta ; y = γ (x − μ) / (√(σ^2 + ε)) + β",
        "\\frac{1}{m} \\sum x^2 ; 1 / m Σ x^2",
        "1 \\times 10^{-5} ; 1 × 10^(−5)",
        "\\left(k + \\alpha \\sum a^2\\right)^{\\beta} ; (k + α Σ a^2)^β",
        "\\begin{array}{l} y = 2 \\\\ \\phantom{y} = 3 \\end{array} ; 'y = 2; = 3'",
        "W = (\\Sigma + \\varepsilon I)^{-1/2} \\quad j \\neq i ; 'W = (Σ + ε I)^(−1/2) j ≠ i'",
        "\\frac{w \\cdot x}{|w| \\, |x|} ; (w · x) / (|w| |x|)",
    })
    void readsAsOneLine(String latex, String plain) {
        assertEquals(plain, PlainFormula.of(latex));
    }
}
