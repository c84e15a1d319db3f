package org.normscope.state.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Cell;
import org.normscope.normalize.Parameters;
import org.normscope.state.app.Desk;
import org.normscope.text.Language;

/** What a pane says of the cells that share statistics, for the whole catalogue: the words as a reader checked them. */
class CellWordsTest {
    private static final String ADDITION = "block2.add", CONVOLUTION = "block2.first.conv", NORM = "block2.first.norm";

    /** What a reader checked; a normalization that joins later has words too, and a line here once they were read. */
    private static final String CHECKED = """

        bn | μ, σ over (N,H,W) | 5,120 cells: this channel, in every picture of the batch
        ln | μ, σ over (C,H,W) | 65,536 cells: all channels, this picture
        in | μ, σ over (H,W) | 1,024 cells: this channel, this picture
        gn | μ, σ over (C/32,H,W) | 2,048 cells: 2 channels of one group, this picture
        pos | μ, σ over (C) | 64 cells: all channels at this position
        lrn | Σx² over (C±2) | 5 cells: neighbouring channels at this position
        lrn-intra | Σx² over (H±2,W±2) | 25 cells: the window around this position, this channel
        l2 | Σx² over (C,H,W) | 65,536 cells: all channels, this picture
        l2-channel | Σx² over (C) | 64 cells: all channels at this position
        l1-channel | Σ|x| over (C) | 64 cells: all channels at this position
        l2-scale | Σx² over (C) | 64 cells: all channels at this position
        rms | Σx² over (C,H,W) | 65,536 cells: all channels, this picture
        cosine | each patch of the input | 64 cells: all units at this position see the same patch
        wn | weights of each channel | the weights of this channel
        ws | weights of each channel | the weights of this channel
        cbn | μ, σ over (N,H,W) | 5,120 cells: this channel, in every picture of the batch
        cin | style: next | 1,024 cells share μ and σ; the style is the next picture in the tray
        adain | style: next | 1,024 cells share μ and σ; the style is the next picture in the tray
        bin | μ, σ over (N,H,W) | 5,120 cells: this channel, in every picture of the batch
        ibn-a | first part (H,W), rest (N,H,W) | 5,120 cells: this channel, in every picture of the batch
        ibn-b | μ, σ over (H,W) | 1,024 cells: this channel, this picture
        frn | Σx² over (H,W) | 1,024 cells: this channel, this picture
        sn | μ, σ over (N,C,H,W) | 327,680 cells: 64 channels, in every picture of the batch
        bw | μ, Σ over (N,H,W) | 81,920 cells: 16 channels, in every picture of the batch
        iw | μ, Σ over (H,W) | 16,384 cells: 16 channels of one group, this picture
        gw | μ, Σ over (C/g,H,W) | 65,536 cells: all channels, this picture
        sw | μ, Σ over (N,H,W) | 81,920 cells: 16 channels, in every picture of the batch
        ubn | μ, σ of the sample photos | from the sample photos; used for this channel
        dln | μ, σ over (C,H,W) | 65,536 cells: all channels, this picture
        deepnorm | μ, σ over (C,H,W) | 65,536 cells: all channels, this picture
        """;

    private Desk desk;
    private NormalizeModel model;
    private PaneModel pane;

    @BeforeEach
    void open() {
        desk = new Desk().started();
        model = desk.model;
        model.openNetwork("builtin:twin-bn");
        model.selectLayer(ADDITION);
        pane = desk.pane("bn");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void everyNormalizationOfTheCatalogue() {
        List<String> said = new ArrayList<>();
        for (Catalogue.Entry entry : Catalogue.entries()) {
            model.selectLayer(entry.needs(Parameters.NONE).contains(Catalogue.Need.KERNEL) ? CONVOLUTION : ADDITION);
            String words = said(entry.id());
            if (CHECKED.contains("\n" + entry.id() + " | ")) said.add(words);
            else assertTrue(words.matches(".+ \\| .+ \\| .+"), words);
        }
        assertEquals(CHECKED.strip(), String.join("\n", said));
    }

    @Test
    void parametersThatChangeWhatIsMeasured() {
        List<String> said = new ArrayList<>();
        for (String set : List.of("lrn dialect=channel", "lrn n=1", "lrn-intra n=31", "rms set=hw", "rms set=c",
            "gn groups=8", "gn groups=64", "gn groups=1", "cbn condition=style", "cin condition=0", "ibn-a ratio=1",
            "bw group=64", "gw g=2", "sw weights-mean=0,1", "sn weights-mean=1,0,0")) {
            said.add(said(set));
        }
        model.selectLayer(NORM);
        said.add(said("bn stats=running"));
        assertEquals("""
            lrn dialect=channel | Σx² over (C) | 64 cells: all channels at this position
            lrn n=1 | Σx² over () | 1 cell: the window around this position, this channel
            lrn-intra n=31 | Σx² over (H±15,W±15) | 575 cells: the window around this position, this channel
            rms set=hw | Σx² over (H,W) | 1,024 cells: this channel, this picture
            rms set=c | Σx² over (C) | 64 cells: all channels at this position
            gn groups=8 | μ, σ over (C/8,H,W) | 8,192 cells: 8 channels of one group, this picture
            gn groups=64 | μ, σ over (H,W): here the same as IN | 1,024 cells: this channel, this picture
            gn groups=1 | μ, σ over (C,H,W): here the same as LN | 65,536 cells: all channels, this picture
            cbn condition=style | style: next | 5,120 cells share μ and σ; the style is the next picture in the tray
            cin condition=0 | μ, σ over (H,W) | 1,024 cells: this channel, this picture
            ibn-a ratio=1 | first part (H,W), rest (N,H,W) | 1,024 cells: this channel, this picture
            bw group=64 | μ, Σ over (N,H,W) | 327,680 cells: 64 channels, in every picture of the batch
            gw g=2 | μ, Σ over (C/g,H,W) | 65,536 cells: all channels, this picture
            sw weights-mean=0,1 | μ, Σ over (N,H,W) | 81,920 cells: 16 channels, in every picture of the batch
            sn weights-mean=1,0,0 | μ, σ over (N,C,H,W) | 327,680 cells: 64 channels, in every picture of the batch
            bn stats=running | running μ, σ of each channel | recorded in training; used for this channel
            """, String.join("\n", said) + "\n");
    }

    /** The pane's words with "ID KEY=VALUE" set, in short and for one cell. */
    private String said(String what) {
        String[] parts = what.split("[ =]");
        model.edit().setNormalization(pane.key(), parts[0]);
        if (parts.length > 1) model.edit().setParameter(pane.key(), parts[1], parts[2]);
        assertNull(pane.fault().get(), what);
        model.pointAt(pane.key(), new Cell(0, 40, 7, 9));
        return what + " | " + pane.cells().get().in(Language.ENGLISH) + " | " + pane.reach().get().in(Language.ENGLISH);
    }
}
