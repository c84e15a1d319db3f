package org.normscope.tree;

import java.util.Map;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.node.Kind;
import org.normscope.node.TreeNode;
import org.normscope.node.Watch;

/** What a node shows in the tree: a content painted, or more of the style woven to the content's size. */
public final class TreePicture {
    private TreePicture() { }

    /** @throws RuntimeException as {@link TreeNode#paint} and {@link TreeNode#weave} */
    public static Pixels of(TreeNode node, Pixels content, Pixels style, Map<String, String> set, long seed,
                            Watch watch, GraphRunner runner) {
        return node.kind() == Kind.TEXTURE
            ? node.weave(style, content.width(), content.height(), set, seed, watch, runner)
            : node.paint(content, style, set, seed, watch, runner);
    }
}
