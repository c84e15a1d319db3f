package org.normscope.view.transfer;

import java.net.URL;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.normscope.state.desk.Recent;
import org.normscope.state.transfer.Lesson;
import org.normscope.state.transfer.TransferModel;
import org.normscope.view.frame.Face;
import org.normscope.view.frame.Workbench;

/** The Transfer workspace. */
public final class TransferFace implements Face {
    private final Workbench bench;
    private final TransferModel model;

    public TransferFace(Workbench bench) {
        this.bench = bench;
        model = bench.app().workspace(TransferModel.class);
    }

    @Override
    public String id() {
        return model.id();
    }

    @Override
    public List<String> hints() {
        return List.of("hint.transfer.data", "hint.transfer.cut", "hint.transfer.wrong");
    }

    @Override
    public Ikon icon() {
        return MaterialDesignS.SWAP_HORIZONTAL;
    }

    @Override
    public Node body() {
        return new TransferView(model, bench.controls(), bench.app().recent().of(Recent.Kind.CORPUS), bench.asker());
    }

    @Override
    public List<Node> status() {
        Label label = bench.controls().label(bench.texts().derived(() -> {
            Lesson lesson = model.lesson().get();
            if (lesson == null) return "";
            int pictures = lesson.set().examples().size();
            return lesson.seconds() == 0 ? bench.texts().now("transfer.status.kept", pictures)
                : bench.texts().now("transfer.status", pictures, String.format(Locale.ROOT, "%.1f", lesson.seconds()));
        }, model.lesson()));
        label.setMinWidth(Region.USE_PREF_SIZE);
        return List.of(label);
    }

    @Override
    public URL styleSheet() {
        return TransferFace.class.getResource("transfer.css");
    }
}
