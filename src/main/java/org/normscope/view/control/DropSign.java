package org.normscope.view.control;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import org.normscope.state.desk.Offer;

/**
 * The one overlay of a window that says, while files are held over it, what the place under the pointer would make of
 * them. It covers that place and nothing else, so that no two say something at once.
 */
public final class DropSign extends Pane {
    private static final String ID = "drop-sign";

    private final Texts texts;
    private final Label words = new Label();

    public DropSign(Texts texts) {
        this.texts = texts;
        setId(ID);
        getStyleClass().add("drop-here");
        words.getStyleClass().add("title");
        words.setWrapText(true);
        getChildren().add(words);
        setManaged(false);
        setMouseTransparent(true);
        setVisible(false);
    }

    /** The sign of the window in which a node lies. */
    public static DropSign of(Node place) {
        return (DropSign) place.getScene().getRoot().lookup("#" + ID);
    }

    /** Covers a place and says what becomes of the files there. */
    public void show(Node place, Offer offer) {
        Bounds bounds = getParent().sceneToLocal(place.localToScene(place.getLayoutBounds()));
        resizeRelocate(bounds.getMinX(), bounds.getMinY(), bounds.getWidth(), bounds.getHeight());
        words.setText(offer.words().in(texts.language()));
        pseudoClassStateChanged(Pseudo.FAULTY, !offer.taken());
        setVisible(true);
        requestLayout();
    }

    public void hide() {
        setVisible(false);
    }

    @Override
    protected void layoutChildren() {
        double wide = Math.min(getWidth() - 16, words.prefWidth(-1)), tall = words.prefHeight(wide);
        words.resizeRelocate((getWidth() - wide) / 2, (getHeight() - tall) / 2, wide, tall);
    }
}
