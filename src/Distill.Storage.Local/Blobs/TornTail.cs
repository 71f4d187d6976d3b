using Microsoft.Win32.SafeHandles;

namespace Distill.Storage.Local.Blobs;

/// <summary>What a crash in the middle of an append leaves behind: a last line without its end, which nobody was told of.</summary>
internal static class TornTail
{
    private const int BlockSize = 64 * 1024;

    /// <summary>Cuts the file after its last line end, and returns its length.</summary>
    public static long Cut(SafeFileHandle file)
    {
        var length = RandomAccess.GetLength(file);
        var whole = WholeLines(file, length);
        if (whole < length)
        {
            RandomAccess.SetLength(file, whole);
            RandomAccess.FlushToDisk(file);
        }

        return whole;
    }

    private static long WholeLines(SafeFileHandle file, long length)
    {
        var block = new byte[BlockSize];
        for (var end = length; end > 0; )
        {
            var start = Math.Max(0, end - BlockSize);
            var read = RandomAccess.Read(file, block.AsSpan(0, (int)(end - start)), start);
            var found = block.AsSpan(0, read).LastIndexOf((byte)'\n');
            if (found >= 0)
            {
                return start + found + 1;
            }

            end = start;
        }

        return 0;
    }
}
