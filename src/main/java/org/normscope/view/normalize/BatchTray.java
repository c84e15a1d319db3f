package org.normscope.view.normalize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.normscope.normalize.CellBox;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.TrayItem;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.PaneModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FadingScroll;
import org.normscope.view.control.RecentMenu;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;

/**
 * The batch: every picture in it, in its order, because BatchNorm's statistics are taken over all of them. Pictures are
 * moved by dragging, or by Alt and the arrows.
 */
public final class BatchTray extends HBox {
    private static final DataFormat PLACE = new DataFormat("application/x-normscope-place-in-batch");
    private static final PseudoClass DROPPED = PseudoClass.getPseudoClass("dropped");
    /** Letters that the hint takes with what lies between the parts of the tray. */
    private static final double HINT = 24;

    private final Controls controls;
    private final NormalizeModel model;
    private final HBox row = new HBox();
    private final List<Thumbnail> thumbnails = new ArrayList<>();
    private final IntegerProperty count = new SimpleIntegerProperty();
    private final ObservableValue<CellBox> outline;
    private int active, seen;

    /**
     * @param recent paths of pictures that were opened last
     * @param open   asks for files and adds them
     * @param tools  the first of them draws on the picture
     */
    public BatchTray(Controls controls, NormalizeModel model, List<String> recent, Runnable open, Region... tools) {
        this.controls = controls;
        this.model = model;
        getStyleClass().addAll("card", "tray");
        row.getStyleClass().add("tray-row");
        row.setAlignment(Pos.CENTER_LEFT);
        ScrollPane scroll = FadingScroll.across(row);
        scroll.setFocusTraversable(false);
        scroll.setMinWidth(0);
        Label hint = controls.label("tray.hint", "small", "muted", "tray-hint");
        hint.setWrapText(true);
        hint.managedProperty().bind(hint.visibleProperty());
        Label title = controls.label("tray.title", "small", "muted");
        Room.tight(this, title, 100);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        // Drawing stands beside the pictures: it is what one can do with them at once.
        Region draw = tools[0];
        draw.setMinWidth(USE_PREF_SIZE);
        HBox toolRow = new HBox(Arrays.copyOfRange(tools, 1, tools.length));
        toolRow.getStyleClass().add("tray-tools");
        toolRow.setAlignment(Pos.CENTER_RIGHT);
        toolRow.setMinWidth(Region.USE_PREF_SIZE);
        Button add = addButton(recent, open);
        add.setMinWidth(USE_PREF_SIZE);
        // Only the pictures scroll.
        HBox pictures = new HBox(scroll, add);
        pictures.getStyleClass().add("tray-pictures");
        row.widthProperty().addListener(change -> reveal(scroll));
        scroll.viewportBoundsProperty().addListener(change -> reveal(scroll));
        Region counter = counter(title);
        getChildren().addAll(counter, pictures, draw, hint, gap, toolRow);
        // The hint goes before a picture does.
        hint.visibleProperty().bind(Room.enough(this, title, 112).and(Bindings.createBooleanBinding(
            () -> Stream.of(counter, row, add, draw, toolRow).mapToDouble(Region::getWidth).sum()
                + HINT * title.getFont().getSize() < getWidth(),
            widthProperty(), counter.widthProperty(), row.widthProperty(), draw.widthProperty(),
            title.fontProperty())));
        outline = model.pointer().pane().flatMap(PaneModel::outline);
        outline.addListener((property, old, now) -> show(model.tray().items()));
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        controls.keyboard().on(Shortcut.PREVIOUS_PICTURE, () -> choose(active - 1));
        controls.keyboard().on(Shortcut.NEXT_PICTURE, () -> choose(active + 1));
    }

    public void show(List<TrayItem> items) {
        while (thumbnails.size() > items.size()) row.getChildren().remove(thumbnails.remove(thumbnails.size() - 1));
        while (thumbnails.size() < items.size()) add(thumbnails.size());
        for (TrayItem item : items) {
            thumbnails.get(item.index()).show(item, items.size() > 1, shares(item.index()));
            if (item.active()) active = item.index();
        }
        count.set(items.size());
    }

    /** What was added last is seen; else the picture whose maps are on screen. */
    private void reveal(ScrollPane scroll) {
        int more = thumbnails.size() - seen;
        seen = thumbnails.size();
        double sight = scroll.getViewportBounds().getWidth(), room = row.getWidth() - sight;
        if (thumbnails.isEmpty() || room <= 0) return;
        double each = row.getWidth() / thumbnails.size(), left = scroll.getHvalue() * room, begins = active * each;
        if (more > 0 && seen > more) scroll.setHvalue(1);
        else if (begins < left || begins + each > left + sight) scroll.setHvalue(Math.min(1, begins / room));
    }

    private boolean shares(int picture) {
        CellBox outlined = outline.getValue();
        return outlined != null && picture >= outlined.n0() && picture < outlined.n1();
    }

    private Region counter(Label title) {
        Label number = controls.label(controls.texts().of("tray.count", count), "strong");
        VBox counter = new VBox(title, number);
        counter.setMinWidth(Region.USE_PREF_SIZE);
        counter.setAlignment(Pos.CENTER_LEFT);
        return counter;
    }

    private Button addButton(List<String> recent, Runnable open) {
        Button add = controls.icon("tray.add", MaterialDesignP.PLUS, Shortcut.TAB, open);
        add.setGraphic(new FontIcon(MaterialDesignP.PLUS));
        add.getStyleClass().add("add-picture");
        RecentMenu.on(add, controls, "tray.add", recent, () -> model.settings().get().pictures().stream()
            .skip(active).findFirst().map(PictureChoice::origin).orElse(""), open,
            picture -> model.addPictures(List.of(picture)));
        return add;
    }

    private void add(int index) {
        Thumbnail thumbnail = new Thumbnail(controls, () -> model.activatePicture(index),
            () -> model.removePicture(index), way -> step(index, way));
        thumbnails.add(thumbnail);
        row.getChildren().add(thumbnail);
        Node source = thumbnail.picture;
        source.setOnDragDetected(event -> {
            Dragboard board = source.startDragAndDrop(TransferMode.MOVE);
            ClipboardContent content = new ClipboardContent();
            content.put(PLACE, index);
            board.setContent(content);
            board.setDragView(source.snapshot(new SnapshotParameters(), null));
            event.consume();
        });
        source.setOnDragOver(event -> over(event, index));
        source.setOnDragExited(event -> source.pseudoClassStateChanged(DROPPED, false));
        source.setOnDragDropped(event -> dropped(event, index));
    }

    /** Round and round. */
    private void step(int index, int way) {
        TrayItem item = model.tray().items().get(index);
        model.setFrame(index, Math.floorMod(item.frame() + way, item.frames()));
    }

    private void over(DragEvent event, int index) {
        if (!event.getDragboard().hasContent(PLACE)) return;
        event.acceptTransferModes(TransferMode.MOVE);
        thumbnails.get(index).picture.pseudoClassStateChanged(DROPPED, true);
        event.consume();
    }

    private void dropped(DragEvent event, int index) {
        if (!(event.getDragboard().getContent(PLACE) instanceof Integer from)) return;
        if (from != index) model.movePicture(from, index);
        event.setDropCompleted(true);
        event.consume();
    }

    private void key(KeyEvent event) {
        int focused = focused();
        if (focused < 0) return;
        int way = event.getCode() == KeyCode.LEFT ? -1 : event.getCode() == KeyCode.RIGHT ? 1 : 0;
        if (way != 0 && event.isAltDown()) move(focused, focused + way);
        else if (way != 0) choose(focused + way);
        else if (event.getCode() == KeyCode.DELETE && thumbnails.size() > 1) model.removePicture(focused);
        else return;
        event.consume();
    }

    private int focused() {
        for (int i = 0; i < thumbnails.size(); i++) if (thumbnails.get(i).picture.isFocused()) return i;
        return -1;
    }

    private void choose(int index) {
        if (index < 0 || index >= thumbnails.size()) return;
        boolean lead = focused() >= 0;
        model.activatePicture(index);
        if (lead) thumbnails.get(index).picture.requestFocus();
    }

    private void move(int from, int to) {
        if (to < 0 || to >= thumbnails.size()) return;
        model.movePicture(from, to);
        thumbnails.get(to).picture.requestFocus();
    }
}
