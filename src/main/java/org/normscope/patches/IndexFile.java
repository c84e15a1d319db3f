package org.normscope.patches;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.normscope.task.OneWriter;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteException;

/**
 * The SQLite file of an index. Whatever SQLite objects to becomes one {@link IndexException}; a file that is no index
 * is never changed.
 */
final class IndexFile implements AutoCloseable {
    /** "NSPI" in the file's header: a patch index of this program. */
    private static final int APPLICATION = 0x4E535049;
    private static final int VERSION = 1;
    /** How long who is at it may take to write what was done. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String SCHEMA = """
        CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL);
        CREATE TABLE layer(number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, operator TEXT NOT NULL,
          units INTEGER NOT NULL, height INTEGER NOT NULL, width INTEGER NOT NULL, field BLOB NOT NULL);
        CREATE TABLE picture(number INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, width INTEGER NOT NULL,
          height INTEGER NOT NULL, bins BLOB NOT NULL);
        CREATE TABLE file(root TEXT NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL,
          picture INTEGER REFERENCES picture, reason TEXT, PRIMARY KEY(root, name));
        CREATE INDEX file_of_picture ON file(picture);
        CREATE TABLE best(layer INTEGER NOT NULL, ranking INTEGER NOT NULL, chunk INTEGER NOT NULL,
          places BLOB NOT NULL, PRIMARY KEY(layer, ranking, chunk));
        CREATE TABLE counts(layer INTEGER PRIMARY KEY, bins BLOB NOT NULL);
        """;

    private final Path path;
    private final Connection connection;
    private final @Nullable OneWriter lock;

    private IndexFile(Path path, Connection connection, @Nullable OneWriter lock) {
        this.path = path;
        this.connection = connection;
        this.lock = lock;
    }

    /** To be written, by nobody else until it is closed: created where it is not there, or empty. */
    static IndexFile toWrite(Path path) {
        checkPlace(path);
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout((int) PATIENCE.toMillis());
        IndexFile file = connect(path, "", config, alone(path));
        try {
            if (file.isNew()) file.begin();
            else file.checkKind();
            return file;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void begin() {
        run("PRAGMA journal_mode = WAL");
        run("BEGIN IMMEDIATE");
        run("PRAGMA application_id = " + APPLICATION);
        run("PRAGMA user_version = " + VERSION);
        for (String statement : SCHEMA.split(";\\s*")) if (!statement.isBlank()) run(statement);
        run("COMMIT");
    }

    /** To be read, also while another process writes it, also on a medium that cannot be written. */
    static IndexFile toRead(Path path) {
        if (!Files.exists(path)) throw new IndexException("patches.index.missing", path.toString());
        checkPlace(path);
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout((int) PATIENCE.toMillis());
        boolean quiet = !Files.exists(path.resolveSibling(path.getFileName() + "-wal"));
        boolean fixed = quiet && !Files.isWritable(path.toAbsolutePath().getParent());
        IndexFile file = connect(path, fixed ? "?immutable=1" : "", config, null);
        try {
            if (file.isNew()) throw new IndexException("patches.index.foreign", path.toString());
            file.checkKind();
            return file;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** SQLite's own lock is let go of at each commit: another process that waits would go on amid the work. */
    private static OneWriter alone(Path path) {
        try {
            return OneWriter.of(path, PATIENCE).orElseThrow(() -> new IndexException("patches.index.locked",
                path.toString()));
        } catch (IOException e) {
            throw new IndexException(e, "patches.index.unwritable", path.toString());
        }
    }

    private static IndexFile connect(Path path, String options, SQLiteConfig config, @Nullable OneWriter lock) {
        try {
            return new IndexFile(path,
                DriverManager.getConnection("jdbc:sqlite:file:" + path.toUri().getRawPath() + options,
                    config.toProperties()), lock);
        } catch (SQLException e) {
            if (lock != null) lock.close();
            throw said(e, path, lock != null);
        }
    }

    /** Whether it is an index is left to SQLite: to open the file beside it would end the locks that it has there. */
    private static void checkPlace(Path path) {
        if (Files.isDirectory(path)) throw new IndexException("patches.index.folder", path.toString());
    }

    /** Nothing in it: just made, or its maker was stopped before the first table stood. */
    private boolean isNew() {
        return number("SELECT COUNT(*) FROM sqlite_master") == 0 && number("PRAGMA application_id") == 0;
    }

    private void checkKind() {
        if (number("PRAGMA application_id") != APPLICATION) {
            throw new IndexException("patches.index.foreign", path.toString());
        }
        long version = number("PRAGMA user_version");
        if (version != VERSION) {
            throw new IndexException("patches.index.version", path.toString(), String.valueOf(version),
                String.valueOf(VERSION));
        }
    }

    Path path() {
        return path;
    }

    void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw said(e);
        }
    }

    long number(String sql) {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        } catch (SQLException e) {
            throw said(e);
        }
    }

    /** Reads a row. */
    @FunctionalInterface
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    void query(String sql, RowReader reader, Object... arguments) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) statement.setObject(i + 1, arguments[i]);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) reader.read(rows);
            }
        } catch (SQLException e) {
            throw said(e);
        }
    }

    void update(String sql, Object... arguments) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) statement.setObject(i + 1, arguments[i]);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw said(e);
        }
    }

    /** For statements that run often; the caller closes it. */
    PreparedStatement prepare(String sql) {
        try {
            return connection.prepareStatement(sql);
        } catch (SQLException e) {
            throw said(e);
        }
    }

    IndexException said(SQLException e) {
        return said(e, path, lock != null);
    }

    private static IndexException said(SQLException e, Path path, boolean writing) {
        String code = e instanceof SQLiteException sqlite ? sqlite.getResultCode().name()
            : String.valueOf(e.getMessage());
        String key = code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED") ? "patches.index.locked"
            : code.startsWith("SQLITE_FULL") || code.startsWith("SQLITE_IOERR_WRITE") ? IndexException.FULL
            : code.startsWith("SQLITE_NOTADB") ? "patches.index.foreign"
            : code.startsWith("SQLITE_CORRUPT") ? "patches.index.damaged"
            : code.startsWith("SQLITE_READONLY") || code.startsWith("SQLITE_CANTOPEN") || code.startsWith("SQLITE_PERM")
            ? writing ? "patches.index.unwritable" : "patches.index.unreadable"
            : "patches.index.refused";
        return new IndexException(e, key, path.toString(), code);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw said(e);
        } finally {
            if (lock != null) lock.close();
        }
    }
}
