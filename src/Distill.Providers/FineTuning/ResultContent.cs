using System.Buffers.Text;

namespace Distill.Providers.FineTuning;

/// <summary>The content of a result file: CSV as Azure OpenAI serves it, or CSV in base64 as OpenAI does.</summary>
internal static class ResultContent
{
    /// <summary>The CSV. A header has commas, which base64 never has.</summary>
    public static byte[] Decode(byte[] content)
    {
        if (content.AsSpan().Contains((byte)',') || !Base64.IsValid(content, out var length))
        {
            return content;
        }

        var plain = new byte[length];
        _ = Base64.DecodeFromUtf8(content, plain, out _, out _);
        return plain;
    }
}
