using System.Net;
using Distill.Core.Gateway;

namespace Distill.Api.Gateway;

/// <summary>The caller's body with another model in it; every other byte is the caller's.</summary>
internal sealed class SplicedContent : HttpContent
{
    private readonly PooledBytes _body;
    private readonly JsonSpan _model;
    private readonly byte[] _replacement;

    public SplicedContent(PooledBytes body, JsonSpan model, byte[] replacement)
    {
        (_body, _model, _replacement) = (body, model, replacement);
        Headers.TryAddWithoutValidation("Content-Type", "application/json");
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length - _model.Length + _replacement.Length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(_body.Memory[.._model.Start], cancellationToken);
        await stream.WriteAsync(_replacement, cancellationToken);
        await stream.WriteAsync(_body.Memory[_model.End..], cancellationToken);
    }
}
