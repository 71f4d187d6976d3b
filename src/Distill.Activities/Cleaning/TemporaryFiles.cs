using Distill.Core.Pipelines;
using Microsoft.Win32.SafeHandles;

namespace Distill.Activities.Cleaning;

/// <summary>Scratch files in the system's folder for temporary files (<c>TMPDIR</c> on Unix). Thread-safe.</summary>
public sealed class TemporaryFiles : IScratchSpace
{
    /// <inheritdoc />
    public IScratchFile Create()
    {
        var path = Path.Combine(Path.GetTempPath(), $"distill-{Guid.NewGuid():N}.tmp");
        return new TemporaryFile(
            File.OpenHandle(
                path,
                FileMode.CreateNew,
                FileAccess.ReadWrite,
                FileShare.None,
                FileOptions.DeleteOnClose | FileOptions.RandomAccess
            )
        );
    }

    private sealed class TemporaryFile(SafeFileHandle handle) : IScratchFile
    {
        private long _length;

        public void Append(ReadOnlySpan<byte> bytes)
        {
            RandomAccess.Write(handle, bytes, _length);
            _length += bytes.Length;
        }

        public void Read(long offset, Span<byte> into)
        {
            for (var read = -1; into.Length > 0; into = into[read..], offset += read)
            {
                read = RandomAccess.Read(handle, into, offset);
                if (read == 0)
                {
                    throw new EndOfStreamException("A scratch file is shorter than what was written to it.");
                }
            }
        }

        public void Dispose() => handle.Dispose();
    }
}
