using Microsoft.Data.Sqlite;

namespace Distill.Storage.Local;

/// <summary>Says in plain words why the disk refused: what was to be done, where, and the remedy.</summary>
internal static class StorageFailure
{
    private const int SqliteReadOnly = 8;
    private const int SqliteCorrupt = 11;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;
    private const int SqliteNoDatabase = 26;

    // ENOSPC and EDQUOT of Linux, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows.
    private static readonly int[] FullCodes = [28, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];
    private static readonly int[] ReadOnlyCodes = [30, unchecked((int)0x80070013)];

    /// <summary>The same failure with a message for people.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="path">The file or folder.</param>
    /// <param name="what">What was to be done with it, as a participle: "written".</param>
    public static IOException Explain(Exception exception, string path, string what) =>
        new($"{path} could not be {what}: {Cause(exception)}", exception);

    private static string Cause(Exception exception) =>
        exception switch
        {
            SqliteException sqlite => SqliteCause(sqlite),
            UnauthorizedAccessException =>
                "permission is denied. Give this user the right to write there, or name another folder (DISTILL_HOME).",
            IOException io when FullCodes.Contains(io.HResult) =>
                "the disk is full. Free some space and start again; nothing that was committed is lost.",
            IOException io when ReadOnlyCodes.Contains(io.HResult) =>
                "the file system is read-only. Name a folder that can be written (DISTILL_HOME).",
            _ =>
                $"{exception.Message.TrimEnd('.')}. Check that it is a folder on a disk that can be written, or name another one (DISTILL_HOME).",
        };

    private static string SqliteCause(SqliteException exception) =>
        exception.SqliteErrorCode switch
        {
            SqliteFull => "the disk is full. Free some space and start again; nothing that was committed is lost.",
            SqliteReadOnly or SqliteCannotOpen =>
                "it cannot be written. Check its permissions and those of its folder, or name another home (DISTILL_HOME).",
            SqliteCorrupt or SqliteNoDatabase =>
                "it is no intact SQLite database. Restore it from a backup, or move it away to begin anew.",
            _ => $"SQLite says: {exception.Message}",
        };
}
