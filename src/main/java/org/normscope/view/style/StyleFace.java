package org.normscope.view.style;

import java.net.URL;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.normscope.state.desk.Recent;
import org.normscope.state.style.StyleFrame;
import org.normscope.state.style.StyleModel;
import org.normscope.view.frame.Face;
import org.normscope.view.frame.Workbench;

/** The Style workspace. */
public final class StyleFace implements Face {
    private final Workbench bench;
    private final StyleModel model;

    public StyleFace(Workbench bench) {
        this.bench = bench;
        model = bench.app().workspace(StyleModel.class);
    }

    @Override
    public String id() {
        return model.id();
    }

    @Override
    public List<String> hints() {
        return List.of("hint.style.painting", "hint.style.mix", "hint.style.weight");
    }

    @Override
    public Ikon icon() {
        return MaterialDesignB.BRUSH_OUTLINE;
    }

    @Override
    public Node body() {
        return new StyleView(bench.app(), bench.controls(), bench.asker());
    }

    @Override
    public List<Node> topBar() {
        return List.of(EngineMenu.of(bench.controls(), model,
            bench.app().recent().of(Recent.Kind.ENGINE), bench.asker()));
    }

    @Override
    public List<Node> status() {
        return List.of(preview(), runs());
    }

    /** Of the last preview; a sharp picture leaves it standing. */
    private Label preview() {
        SimpleDoubleProperty milliseconds = new SimpleDoubleProperty();
        model.frame().addListener((property, old, frame) -> {
            if (frame != null && !frame.sharp() && frame.ran() == StyleFrame.Ran.DECODER) {
                milliseconds.set(frame.milliseconds());
            }
        });
        return whole(bench.controls().label(
            bench.texts().derived(() -> milliseconds.get() == 0 ? "" : bench.texts().now("status.preview",
                String.format(Locale.ROOT, "%.0f", milliseconds.get()),
                String.format(Locale.ROOT, "%.0f", 1000 / milliseconds.get())), milliseconds)), "status.preview");
    }

    private Label runs() {
        return whole(bench.controls().label(
            bench.texts().derived(() -> bench.texts().now("status.runs", model.runs().get().contents(),
                model.runs().get().styles(), model.runs().get().decodes()), model.runs())), "status.runs");
    }

    private Label whole(Label label, String key) {
        label.setMinWidth(Region.USE_PREF_SIZE);
        return bench.controls().about(label, key);
    }

    @Override
    public URL styleSheet() {
        return StyleFace.class.getResource("style.css");
    }
}
