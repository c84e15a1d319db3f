package org.normscope.view.frame;

import java.util.List;
import org.normscope.state.app.AppModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.Texts;

/**
 * What every workspace's face is made with.
 *
 * @param asker   asks for files
 * @param builtIn names of the networks that come with the program
 */
public record Workbench(AppModel app, Controls controls, FileAsker asker, List<String> builtIn) {
    public Texts texts() {
        return controls.texts();
    }
}
