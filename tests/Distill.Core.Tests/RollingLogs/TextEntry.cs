using System.Buffers;
using System.Text;
using Distill.Core.RollingLogs;

namespace Distill.Core.Tests.RollingLogs;

/// <summary>A line of text on its way into a log.</summary>
internal sealed class TextEntry(string text) : IRollingLogEntry
{
    public int Size => text.Length;

    public int Released { get; private set; }

    public void WriteTo(IBufferWriter<byte> output) => output.Write(Encoding.UTF8.GetBytes(text));

    public void Release() => Released++;
}
