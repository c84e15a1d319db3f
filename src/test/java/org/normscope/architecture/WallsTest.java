package org.normscope.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The walls of docs/DESIGN.md stand, and each of them would notice. */
class WallsTest {
    private static final JavaClasses PROGRAM = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.normscope");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> everyWallStands() {
        return Wall.all().stream().map(wall -> DynamicTest.dynamicTest(wall.rule().getDescription(),
            () -> wall.rule().check(PROGRAM)));
    }

    @TestFactory
    Stream<DynamicTest> everyWallNoticesItsCounterExample() {
        return Wall.all().stream().map(wall -> DynamicTest.dynamicTest(wall.rule().getDescription(), () ->
            assertTrue(wall.rule().evaluate(compiled(wall.counterExample())).hasViolation(),
                "not noticed: " + wall.counterExample())));
    }

    @Test
    void theProgramIsWhatIsLookedAt() {
        assertTrue(PROGRAM.contain("org.normscope.tensor.Tensor"));
    }

    /** The counter-example as a class; rooms that it names are given an empty class to refer to. */
    private JavaClasses compiled(String source) throws Exception {
        List<JavaFileObject> sources = new ArrayList<>(List.of(file("Broken", source)));
        sources.add(file("Command", "package org.normscope.cli; public class Command { }"));
        sources.add(file("Pane", "package org.normscope.view; public class Pane { }"));
        sources.add(file("Outlet", "package org.normscope.engine; public class Outlet { }"));
        for (String workspace : List.of("style", "shift")) {
            sources.add(file("Neighbour", "package org.normscope.state." + workspace + "; public class Neighbour { }"));
        }
        Path classes = Files.createTempDirectory(folder, "classes");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of("-d", classes.toString(), "-cp",
            System.getProperty("java.class.path"), "-proc:none");
        assertTrue(compiler.getTask(null, null, null, options, null, sources).call(),
            "the counter-example does not compile");
        return new ClassFileImporter().importPath(classes);
    }

    private static JavaFileObject file(String name, String source) {
        String type = source.replaceAll("(?s).*\\bclass (\\w+).*", "$1");
        return new SimpleJavaFileObject(URI.create("string:///" + (type.isEmpty() ? name : type) + ".java"),
            JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }
}
