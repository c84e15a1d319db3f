package org.normscope.view.transfer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.normscope.image.Pixels;
import org.normscope.state.desk.JobStatus;
import org.normscope.state.desk.Offer;
import org.normscope.state.desk.Words;
import org.normscope.state.transfer.Lesson;
import org.normscope.state.transfer.TransferModel;
import org.normscope.text.PathName;
import org.normscope.transfer.LeftOut;
import org.normscope.transfer.Split;
import org.normscope.view.control.ClassNames;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FadingScroll;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.FileDrop;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.RecentMenu;
import org.normscope.view.control.Room;
import org.normscope.view.control.Segments;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** The classes with their pictures and the sides these stand on; what is wrong with the data; the label doctor. */
final class ClassesCard extends VBox {
    private enum Page { CLASSES, DOCTOR }

    private static final double ARC = 8;

    private final TransferModel model;
    private final Controls controls;
    private final Texts texts;
    private final SimpleObjectProperty<Page> page = new SimpleObjectProperty<>(Page.CLASSES);
    private final VBox list = new VBox();

    /** @param recent folders of pictures opened last */
    ClassesCard(TransferModel model, Controls controls, List<String> recent, FileAsker asker) {
        this.model = model;
        this.controls = controls;
        texts = controls.texts();
        getStyleClass().addAll("card", "classes-card");
        Label title = controls.label("transfer.classes", "strong");
        Label count = controls.label(texts.derived(() -> lesson() == null ? ""
            : texts.now("transfer.pictures", lesson().set().examples().size()), model.lesson()), "muted", "small");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button add = controls.icon("transfer.class.add", MaterialDesignP.PLUS, Shortcut.TAB,
            () -> asker.folder("transfer.class.add").ifPresent(folder -> model.add(List.of(folder),
                PathName.of(folder))));
        Button copies = controls.icon("transfer.copies", MaterialDesignE.EXPORT_VARIANT, Shortcut.TAB,
            () -> asker.folder("transfer.copies").ifPresent(model::copySorted));
        for (Button button : new Button[] {add, copies}) {
            button.getStyleClass().addAll("flat", "class-edit");
            button.disableProperty().bind(model.lesson().isNull());
        }
        HBox head = new HBox(title, gap, add, copies);
        head.getStyleClass().add("figure-head");
        Map<Page, String> words = new LinkedHashMap<>();
        words.put(Page.CLASSES, "transfer.page.classes");
        words.put(Page.DOCTOR, "transfer.page.doctor");
        Segments<Page> pages = new Segments<>(controls, words, page::set);
        pages.show(page.get());
        list.getStyleClass().add("class-list");
        ScrollPane scroll = FadingScroll.down(list);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Label notes = controls.label(texts.derived(this::notes, model.lesson(), page, model.suspicions()), "muted",
            "small");
        notes.setWrapText(true);
        notes.setMinHeight(Region.USE_PREF_SIZE);
        Room.shown(notes, notes.textProperty().map(said -> !said.isEmpty()));
        Button folder = controls.button("transfer.folder", MaterialDesignF.FOLDER_OPEN_OUTLINE, Shortcut.TAB,
            () -> { });
        RecentMenu.on(folder, controls, "transfer.folder", recent, () -> String.join("", model.settings().get().data()),
            () -> asker.folder("transfer.folder").map(Path::toString).map(List::of).ifPresent(model::setData),
            chosen -> model.setData(List.of(chosen)));
        folder.setMaxWidth(Double.MAX_VALUE);
        Button flowers = controls.button("transfer.flowers", MaterialDesignF.FLOWER_OUTLINE, Shortcut.TAB,
            model::setFlowers);
        flowers.getStyleClass().add("flowers-button");
        for (Button button : new Button[] {folder, flowers}) button.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(folder, Priority.ALWAYS);
        HBox data = new HBox(folder, flowers);
        data.getStyleClass().add("data-row");
        getChildren().addAll(head, count, pages, scroll, key(), notes, data);
        page.addListener((property, old, now) -> {
            pages.show(now);
            if (now == Page.DOCTOR) model.doctor();
            show();
        });
        pages.disableProperty().bind(model.job().map(JobStatus::running));
        model.lesson().addListener((property, old, now) -> {
            if (page.get() == Page.DOCTOR) model.doctor();
            show();
        });
        model.suspicions().addListener((property, old, now) -> show());
        texts.languageProperty().addListener((property, old, now) -> show());
        show();
    }

    private Lesson lesson() {
        return model.lesson().get();
    }

    private void show() {
        List<Node> rows = new ArrayList<>();
        if (page.get() == Page.DOCTOR && model.suspicions().get() != null) {
            model.suspicions().get().forEach(one -> rows.add(new SuspicionRow(one, model, controls)));
        } else if (page.get() == Page.CLASSES && lesson() != null) {
            for (int label = 0; label < lesson().classes().size(); label++) rows.add(card(lesson(), label));
        }
        list.getChildren().setAll(rows);
    }

    private Node card(Lesson lesson, int label) {
        long[] sides = new long[Split.values().length];
        for (Split split : Split.values()) sides[split.ordinal()] = lesson.set().count(label, split);
        long all = sides[0] + sides[1] + sides[2];
        String words = ClassNames.of(lesson.classes().get(label), texts);
        Label name = Controls.told(new Label(words));
        name.getStyleClass().add("strong");
        Label count = new Label(String.valueOf(all));
        count.getStyleClass().addAll("number", "muted");
        count.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox row = new HBox();
        row.getStyleClass().add("class-pictures");
        for (Pixels picture : lesson.samples().get(label)) {
            PictureView view = new PictureView(ARC);
            view.getStyleClass().add("class-picture");
            view.show(picture);
            row.getChildren().add(view);
        }
        HBox bar = new HBox();
        bar.getStyleClass().add("split-bar");
        for (Split split : Split.values()) {
            Region part = new Region();
            part.getStyleClass().addAll("split-part", split.name().toLowerCase(Locale.ROOT));
            part.prefWidthProperty().bind(bar.widthProperty().multiply((double) sides[split.ordinal()]
                / Math.max(1, all)));
            bar.getChildren().add(part);
        }
        String own = lesson.classes().get(label);
        Button edit = new ClassEditor(model, controls, own, lesson.classes().stream()
            .filter(other -> !other.equals(own)).toList()).button();
        HBox top = new HBox(name, gap, count, edit);
        top.setAlignment(Pos.CENTER_LEFT);
        VBox card = new VBox(top, row, bar);
        FileDrop.on(card, files -> model.add(files, own), files -> new Offer(Words.of("transfer.class.drop",
            files.size(), words), true));
        card.getStyleClass().addAll("inset", "class-row");
        card.setAccessibleText(texts.now("transfer.class.about", words, sides[0], sides[1],
            sides[2]));
        return card;
    }

    /** What the colours of the bars are. */
    private Region key() {
        FlowPane key = new FlowPane();
        key.getStyleClass().add("split-key");
        key.setMinHeight(Region.USE_PREF_SIZE);
        for (Split split : Split.values()) {
            Label label = controls.label(texts.derived(() -> lesson() == null ? ""
                : texts.now("transfer.split.brief." + split, lesson().set().of(split).size()), model.lesson()), "muted",
                "small");
            controls.about(label, texts.derived(() -> lesson() == null ? ""
                : texts.now("transfer.split." + split, lesson().set().of(split).size()), model.lesson()));
            Region dot = new Region();
            dot.getStyleClass().addAll("split-dot", "split-part", split.name().toLowerCase(Locale.ROOT));
            label.setGraphic(dot);
            key.getChildren().add(label);
        }
        return Room.shown(key, Bindings.createBooleanBinding(() -> lesson() != null && page.get() == Page.CLASSES,
            model.lesson(), page));
    }

    private String notes() {
        if (lesson() == null) return "";
        if (page.get() == Page.DOCTOR) {
            return model.suspicions().get() == null ? texts.now("transfer.doctor.looking")
                : texts.now("transfer.doctor.found", model.suspicions().get().size());
        }
        List<String> notes = new ArrayList<>();
        for (LeftOut.Why why : LeftOut.Why.values()) {
            List<String> names = lesson().set().left().stream().filter(one -> one.why() == why)
                .map(one -> PathName.of(one.file())).toList();
            if (!names.isEmpty()) notes.add(texts.now("transfer.left." + why, names.size(),
                texts.several(names)));
        }
        if (!lesson().alike().isEmpty()) notes.add(texts.now("transfer.alike", lesson().alike().size()));
        return String.join("\n", notes);
    }
}
