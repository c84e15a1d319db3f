package org.normscope.state.transfer;

import java.util.List;
import org.normscope.image.Pixels;
import org.normscope.network.Network;
import org.normscope.transfer.FeatureLayer;
import org.normscope.transfer.FeatureTable;
import org.normscope.transfer.Judgement;
import org.normscope.transfer.LessonCurve;
import org.normscope.transfer.LinearHead;
import org.normscope.transfer.NearDuplicates;
import org.normscope.transfer.PictureSet;
import org.normscope.transfer.Teaching;
import org.normscope.transfer.WayCurve;

/**
 * What a head on frozen features learnt.
 *
 * @param table    features of all pictures that could be read
 * @param head     fitted on those to learn from
 * @param judged   what it says of the pictures that judge
 * @param curve    accuracy over pictures a class, several draws each, all pictures last
 * @param alike    pictures that look the same on both sides of the split
 * @param samples  a few small pictures of each class
 * @param frozen   how many weights stay as they are
 * @param seconds  that features took; 0 where all were kept from before
 */
public record Lesson(FeatureTable table, LinearHead head, Judgement judged, List<LessonCurve> curve,
                     List<NearDuplicates> alike, List<List<Pixels>> samples, long frozen, double seconds) {
    public PictureSet set() {
        return table.set();
    }

    public FeatureLayer cut() {
        return table.cut();
    }

    public Network network() {
        return table.cut().network();
    }

    public List<String> classes() {
        return set().classes();
    }

    /** The curve as one of several. */
    public List<WayCurve> heads() {
        return List.of(new WayCurve(Teaching.HEAD, curve));
    }

    /** Weights of the head. */
    public long trained() {
        return (long) head.classes() * (cut().count() + 1);
    }
}
