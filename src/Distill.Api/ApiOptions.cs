using System.ComponentModel.DataAnnotations;

namespace Distill.Api;

/// <summary>Settings of the HTTP API: configuration section <c>Api</c>.</summary>
public sealed class ApiOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Api";

    /// <summary>Largest upload in bytes. Default 4 GiB, at least 1 KiB. On Azure the platform's own limit (210 MB) holds first.</summary>
    [Range(1024, long.MaxValue, ErrorMessage = "Api:MaxUploadBytes must be at least 1024.")]
    public long MaxUploadBytes { get; set; } = 4L << 30;

    /// <summary>Largest run specification in bytes. Default 1 MiB, 1 KiB to 16 MiB.</summary>
    [Range(1024, 16 << 20, ErrorMessage = "Api:MaxSpecBytes must be from 1024 to 16777216.")]
    public long MaxSpecBytes { get; set; } = 1 << 20;
}
