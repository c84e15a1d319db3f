package org.normscope;

import java.util.stream.Stream;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.normscope.image.PictureFormat;
import org.normscope.text.Language;
import org.normscope.view.control.SystemFileAsker;

/** The window. */
public final class NormScopeApp extends Application {
    private static final double WIDTH = 1440, HEIGHT = 900, LEAST_WIDTH = 960, LEAST_HEIGHT = 640;

    private Assembly assembly;

    @Override
    public void start(Stage stage) {
        assembly = new Assembly(DataFolder.ofUser(), texts -> new SystemFileAsker(stage, texts));
        double width = Math.min(WIDTH, Screen.getPrimary().getVisualBounds().getWidth());
        double height = Math.min(HEIGHT, Screen.getPrimary().getVisualBounds().getHeight());
        assembly.app().start(Assembly.first(Language.ofSystem()));
        Scene scene = assembly.frame().scene(width, height);
        stage.titleProperty().bind(assembly.frame().title());
        Stream.of(16, 32, 48, 64, 128, 256).map(side -> PictureFormat.PNG.file("/assets/icons/normscope-" + side))
            .forEach(icon -> stage.getIcons().add(new Image(icon)));
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setScene(scene);
        stage.show();
    }

    @Override
    public void stop() {
        assembly.close();
    }
}
