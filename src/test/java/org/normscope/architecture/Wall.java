package org.normscope.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noConstructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A wall of the house, with a class that breaks it: a rule that was never seen to fail guards nothing.
 *
 * @param rule           holds for every class of the program
 * @param counterExample source of one class, in the package in which it breaks the rule
 */
record Wall(ArchRule rule, String counterExample) {
    private static final String HOUSE = "org.normscope.";
    private static final int SIX = 6;
    private static final String[] PURE = rooms("tensor", "stats", "normalize", "color", "image", "onnx", "network",
        "patches", "attribution", "style", "shift", "transfer", "node", "paint", "texture", "tree", "flow", "text",
        "optimize", "synthesis");

    static List<Wall> all() {
        List<Wall> walls = new ArrayList<>();
        walls.add(room("tensor", "cells and their shape know of nothing else"));
        walls.add(room("text", "every room may speak, so the words know no room"));
        walls.add(room("task", "every room may work in the background, so tasks know no room"));
        walls.add(room("stats", "moments are taken of tensors, whatever these stand for", "tensor"));
        walls.add(room("optimize", "a descent is mathematics, whatever it goes down"));
        walls.add(room("normalize", "a normalization is mathematics: it must run without a network, a file or a window",
            "tensor", "stats", "text"));
        walls.add(room("color", "painting needs values and pixels only", "tensor", "stats", "image"));
        walls.add(room("image", "pictures are read the same whatever they are read for", "tensor",
            "stats", "task", "text"));
        walls.add(room("onnx", "graph surgery is done on bytes, without an engine", "tensor", "text"));
        walls.add(room("onnx.gradient", "a gradient is one more graph: any runtime runs it", "onnx", "tensor", "text"));
        walls.add(room("onnx.file", "a file is read without an engine", "onnx", "tensor", "text"));
        walls.add(room("onnx.shape", "extents are told from the graph alone", "onnx", "tensor", "text"));
        walls.add(room("onnx.norm", "what exporters wrote out is found in the graph alone", "onnx", "tensor", "text"));
        walls.add(new Wall(noClasses().that().resideInAnyPackage(rooms("onnx.gradient", "onnx.shape"))
            .should().dependOnClassesThat().resideInAnyPackage("ai.onnx.proto..", "com.google.protobuf..")
            .because("a rule is written in operators, not in bytes"),
            "package org.normscope.onnx.gradient; class Broken { ai.onnx.proto.OnnxMl other; }"));
        walls.add(new Wall(noClasses().that().resideInAPackage(HOUSE + "onnx")
            .should().dependOnClassesThat().resideInAnyPackage(rooms("onnx.gradient", "onnx.norm", "onnx.shape",
                "onnx.file"))
            .because("gradients, shapes, files and what is found stand on graphs, not graphs on them"),
            "package org.normscope.onnx; class Broken { org.normscope.onnx.gradient.Gradients other; }"));
        walls.add(room("network", "the core owns the runner's interface and the engine plugs in",
            "tensor", "stats", "onnx", "image", "task", "text"));
        walls.add(room("engine", "the engine is an outlet, to be exchanged without touching a room",
            "tensor", "onnx", "network", "task", "text"));
        walls.add(room("patches", "an index is built and read without a window, on any runner",
            "tensor", "stats", "onnx", "image", "network", "task", "text"));
        walls.add(room("attribution", "what a decision rests on is computed without a window, on any runner",
            "tensor", "onnx", "network", "image", "optimize", "task", "text"));
        walls.add(room("style", "a picture is painted the same in batch as in the window, on any runner",
            "tensor", "stats", "normalize", "image", "onnx", "network", "task", "text"));
        walls.add(room("synthesis", "pictures are found without a window, on any runner",
            "tensor", "stats", "optimize", "image", "onnx", "network", "style", "node", "task", "text"));
        walls.add(room("shift",
            "how far features move is measured, and a network rewritten, without a window, on any runner", "tensor",
            "stats", "normalize", "image", "onnx", "network", "text"));
        walls.add(room("node", "what a node of the tree is does not depend on which there are", "image",
            "network", "task", "text"));
        walls.add(room("paint", "what was painted by hand-made rules needs no network and no window", "node",
            "tensor", "stats", "image", "text"));
        walls.add(room("texture", "what was woven by hand-made models needs no network and no window", "node",
            "tensor", "stats", "image", "optimize", "text"));
        walls.add(room("tree", "the tree lists its nodes, wherever they are", "node", "paint", "texture", "synthesis",
            "network", "image", "text"));
        walls.add(room("transfer", "a network is taught the same in batch as in the window, on any runner",
            "tensor", "optimize", "onnx", "image", "network", "patches", "task", "text"));
        walls.add(room("flow", "pipelines must run in batch as in the window",
            "tensor", "stats", "normalize", "color", "image", "onnx", "network", "patches", "attribution", "style",
            "shift", "transfer", "task", "text"));
        walls.add(room("cli", "batch work has no window",
            "tensor", "stats", "normalize", "color", "image", "onnx", "network", "engine", "patches",
            "attribution", "style", "synthesis", "shift", "transfer", "node", "tree", "task", "flow", "text"));
        walls.add(room("state", "what the window knows can be tested without one, on any runner",
            "tensor", "stats", "normalize", "color", "image", "onnx", "network", "patches", "attribution",
            "style", "synthesis", "shift", "transfer", "node", "tree", "task", "flow", "text"));
        walls.add(room("view", "a view lays out, binds and paints: it computes nothing and runs nothing",
            "state", "text", "tensor", "stats", "normalize", "color", "image", "network", "attribution", "shift",
            "transfer", "node", "tree"));

        for (String workspace : List.of("normalize", "layers", "style", "shift", "transfer", "tree")) {
            walls.addAll(workspace(workspace));
        }
        walls.add(new Wall(
            noClasses().that().resideInAnyPackage(rooms("state.desk", "state.app", "view.control", "view.frame"))
                .should().dependOnClassesThat()
                .resideInAnyPackage(rooms("state.normalize", "state.layers", "state.style", "state.shift",
                    "state.transfer", "state.tree", "view.normalize", "view.layers", "view.style", "view.shift",
                    "view.transfer", "view.tree"))
                .because(
                "a workspace is named where the app is put together, nowhere else: adding one touches its own folder"),
            "package org.normscope.state.desk; class Broken { org.normscope.state.style.Neighbour other; }"));
        walls.add(new Wall(noClasses().that().resideInAPackage(HOUSE + "view..")
            .should().dependOnClassesThat()
            .haveNameMatching(HOUSE.replace(".", "\\.") + "network\\.(GraphRunner|ModelLibrary)")
            .because("a view that could run a network would one day do it on the JavaFX thread"),
            "package org.normscope.view; class Broken { org.normscope.network.GraphRunner runner; }"));
        walls.add(new Wall(noClasses().that().resideInAPackage("org.normscope..")
            .and().resideOutsideOfPackage(HOUSE + "view.control..").should().dependOnClassesThat()
            .haveNameMatching("javafx\\.stage\\.Popup(Window)?|javafx\\.scene\\.control\\.(PopupControl|Dialog)"
                + "|org\\.controlsfx\\..*")
            .because("what comes up is a Panel or a menu of the one factory: themes reach it, and it stays inside"),
            "package org.normscope.view.style; class Broken { javafx.stage.Popup popup; }"));
        walls.add(onlyIn("engine", "only the engine may know which engine runs", "ai.djl..", "ai.onnxruntime..",
            "com.sun.jna.."));
        walls.add(onlyIn("onnx", "the file format must not leak into what is built on it", "ai.onnx.proto..",
            "com.google.protobuf.."));
        walls.add(new Wall(noClasses().that().resideInAPackage("org.normscope..")
            .and().resideOutsideOfPackages(rooms("image"))
            .and(
            DescribedPredicate.not(simpleName("EquationView").or(simpleName("EquationGraphics")).as("set equations")))
            .should().dependOnClassesThat().resideInAnyPackage("java.awt..", "javax.imageio..", "javax.swing..")
            .because("AWT is for picture files and for setting equations, nowhere else"),
            "package org.normscope.normalize; class EquationOfBroken { java.awt.Color color; }"));
        walls.add(new Wall(noClasses().that().resideInAnyPackage(PURE)
            .should().dependOnClassesThat().resideInAPackage("javafx..")
            .because("pure packages take values and return values"),
            "package org.normscope.normalize; class Broken { javafx.beans.property.DoubleProperty eps; }"));
        walls.add(new Wall(noClasses().that().resideInAPackage(HOUSE + "state..")
            .should().dependOnClassesThat(resideInAPackage("javafx..").and(DescribedPredicate.not(
                resideInAnyPackage("javafx.beans..", "javafx.collections..", "javafx.util.."))))
            .because("view-models hold properties and verbs, no scene"),
            "package org.normscope.state; class Broken { javafx.scene.Node node; }"));
        walls.add(new Wall(noClasses().that().resideOutsideOfPackage(HOUSE + "task..")
            .should().callConstructor(Thread.class).orShould().callConstructor(Thread.class, Runnable.class)
            .orShould().callConstructor(Thread.class, Runnable.class, String.class)
            .orShould().dependOnClassesThat().areAssignableTo(java.util.concurrent.Executors.class)
            .because("Workers is the only maker of threads, so that closing it ends them all"),
            "package org.normscope.flow; class Broken { void run() { new Thread(this::run).start(); } }"));
        walls.add(new Wall(noClasses().that().resideInAnyPackage(PURE)
            .should().callMethod(Math.class, "random").orShould().callConstructor(java.util.Random.class)
            .because("pure packages give the same answer to the same question"),
            "package org.normscope.stats; class Broken { double value() { return Math.random(); } }"));
        walls.add(new Wall(noClasses().that().resideInAnyPackage(PURE)
            .should().callMethod(System.class, "currentTimeMillis").orShould().callMethod(System.class, "nanoTime")
            .orShould().callMethodWhere(target(nameMatching("now")).and(target(owner(resideInAPackage("java.time..")))))
            .because("pure packages give the same answer at any time; what a job takes is a Stopwatch's to say"),
            "package org.normscope.stats; class Broken { long value() { return System.nanoTime(); } }"));
        walls.add(new Wall(noClasses().that().resideInAPackage("org.normscope..")
            .should().haveNameMatching(".*(Utils?|Manager|Helpers?)")
            .because("a class is named after its one concept; these names say that there is none"),
            "package org.normscope.stats; class MathUtils { }"));
        walls.add(new Wall(noMethods().that().areDeclaredInClassesThat().resideInAPackage("org.normscope..")
            .should().haveName("getInstance")
            .because("what an object needs is handed to its constructor"),
            "package org.normscope.stats; class Broken { static Broken getInstance() { return null; } }"));
        walls.add(new Wall(noConstructors().that(writtenOut())
            .should().haveRawParameterTypes(DescribedPredicate.describe("more than six", types -> types.size() > SIX))
            .because("values that always travel together are a record"),
            "package org.normscope.a; class Broken { Broken(int a, int b, int c, int d, int e, int f, int g) { } }"));
        walls.add(
            new Wall(fields().that().areDeclaredInClassesThat().resideInAPackage("org.normscope..").and().areStatic()
                .should().haveModifier(FINAL)
                .because("there is no mutable static state"),
                "package org.normscope.stats; class Broken { static int count; }"));
        return walls;
    }

    /** Not those of records and enums; classes inside others, without a name or static, get more than is written. */
    private static DescribedPredicate<JavaConstructor> writtenOut() {
        return DescribedPredicate.describe("are written out", made -> !made.getOwner().isRecord()
            && !made.getOwner().isEnum() && !made.getOwner().isInnerClass() && !made.getOwner().isLocalClass()
            && !made.getOwner().isAnonymousClass() && made.getOwner().getPackageName().startsWith("org.normscope"));
    }

    /** A room may use the rooms named, itself, and libraries. */
    private static Wall room(String name, String reason, String... mayUse) {
        String[] allowed = Stream.concat(Stream.of(name), Stream.of(mayUse)).map(room -> HOUSE + room + "..")
            .toArray(String[]::new);
        DescribedPredicate<JavaClass> elsewhere = resideInAPackage("org.normscope..")
            .and(DescribedPredicate.not(resideInAnyPackage(allowed)));
        String forbidden = name.equals("view") ? "engine.Outlet" : name.equals("cli") ? "view.Pane" : "cli.Command";
        String body = "package org.normscope." + name + "; class Broken { org.normscope." + forbidden + " other; }";
        return new Wall(noClasses().that().resideInAPackage(HOUSE + name + "..").should().dependOnClassesThat(elsewhere)
            .as(name + " may use " + (mayUse.length == 0 ? "no other room" : String.join(", ", mayUse)))
            .because(reason), body);
    }

    /** A workspace knows what all share, and no other workspace. */
    private static List<Wall> workspace(String name) {
        String reason = "a workspace can be taken out, or given to somebody, by itself";
        String neighbour = name.equals("style") ? "shift" : "style";
        String[] state = rooms("state.desk", "state." + name);
        String[] view = rooms("state.desk", "state.app", "state." + name, "view.control", "view.frame", "view." + name);
        DescribedPredicate<JavaClass> otherState = resideInAPackage(HOUSE + "state..")
            .and(DescribedPredicate.not(resideInAnyPackage(state)));
        DescribedPredicate<JavaClass> otherView = resideInAnyPackage(HOUSE + "state..", HOUSE + "view..")
            .and(DescribedPredicate.not(resideInAnyPackage(view)));
        return List.of(
            new Wall(noClasses().that().resideInAPackage(HOUSE + "state." + name + "..")
                .should().dependOnClassesThat(otherState).as("state." + name + " may use state.desk").because(reason),
                "package org.normscope.state." + name + "; class Broken { org.normscope.state." + neighbour
                    + ".Neighbour other; }"),
            new Wall(noClasses().that().resideInAPackage(HOUSE + "view." + name + "..")
                .should().dependOnClassesThat(otherView)
                .as("view." + name + " may use its model, the frame and the controls").because(reason),
                "package org.normscope.view." + name + "; class Broken { org.normscope.state." + neighbour
                    + ".Neighbour other; }"));
    }

    private static Wall onlyIn(String name, String reason, String... packages) {
        String example = packages[0].startsWith("ai.djl") ? "ai.djl.Model" : "ai.onnx.proto.OnnxMl";
        return new Wall(noClasses().that().resideInAPackage("org.normscope..")
            .and().resideOutsideOfPackage(HOUSE + name + "..")
            .should().dependOnClassesThat().resideInAnyPackage(packages).because(reason),
            "package org.normscope.network; class Broken { " + example + " other; }");
    }

    private static String[] rooms(String... names) {
        return Stream.of(names).map(name -> HOUSE + name + "..").toArray(String[]::new);
    }
}
