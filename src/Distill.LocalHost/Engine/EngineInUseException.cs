namespace Distill.LocalHost.Engine;

/// <summary>The engine's file is open elsewhere.</summary>
public sealed class EngineInUseException : IOException
{
    /// <summary>Makes the exception.</summary>
    public EngineInUseException() { }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which file, who has it, what to do.</param>
    public EngineInUseException(string message)
        : base(message) { }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which file, who has it, what to do.</param>
    /// <param name="hresult">The system's code.</param>
    public EngineInUseException(string message, int hresult)
        : base(message, hresult) { }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which file, who has it, what to do.</param>
    /// <param name="innerException">The cause.</param>
    public EngineInUseException(string message, Exception innerException)
        : base(message, innerException) { }
}
