package org.normscope.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.normscope.cli.answer.Skipped;
import org.normscope.cli.option.NetworkOptions;
import org.normscope.cli.option.Writes;
import org.normscope.engine.DjlRunner;
import org.normscope.flow.FolderPictures;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.network.SavedNetwork;
import org.normscope.onnx.Graph;
import org.normscope.shift.Recalibration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Running statistics taken anew from a folder of unlabelled pictures. */
@Command(name = "recalibrate", mixinStandardHelpOptions = true,
    description =
    {"Replaces the running statistics of every BatchNormalization by those of a folder of unlabelled "
        + "pictures, layer by layer, "
        + "each behind layers that have their new ones already, and saves the network. Nothing else is trained."})
final class RecalibrateCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "An .onnx file, or builtin:NAME.")
    private String model;

    @Option(names = "--images", required = true, paramLabel = "DIR",
        description = "Pictures of this folder and all folders in it; what is no whole picture is skipped.")
    private Path images;

    @Writes(Writes.Kind.NETWORK)
    @Option(names = "--out", required = true, paramLabel = "NEW.onnx",
        description = "The new network; the manifest is written beside it.")
    private Path out;

    @Mixin
    private NetworkOptions options;

    @Override
    public void run() {
        PrintWriter err = spec.commandLine().getErr();
        FolderPictures pictures = new FolderPictures(images,
            skipped -> Skipped.tell(spec, skipped.why()));
        try (GraphRunner runner = new DjlRunner(1)) {
            Network network = options.open(model, runner, err);
            Graph recalibrated = Recalibration.recalibrated(network, runner, pictures::stream);
            SavedNetwork.writeChecked(network, recalibrated, runner, out);
            spec.commandLine().getOut().printf("%s: statistics of %d pictures%n", out, pictures.count());
        }
    }
}
