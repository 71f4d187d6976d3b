namespace Distill.LocalHost.Engine;

/// <summary>An orchestrator took another step than its history records: its code changed, or it depends on something outside its context.</summary>
public sealed class NonDeterminismException : Exception
{
    /// <summary>Makes the exception.</summary>
    public NonDeterminismException()
        : this("an unknown step", "another one") { }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What differs.</param>
    public NonDeterminismException(string message)
        : base(message)
    {
        Expected = Actual = "";
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What differs.</param>
    /// <param name="innerException">The cause.</param>
    public NonDeterminismException(string message, Exception innerException)
        : base(message, innerException)
    {
        Expected = Actual = "";
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="expected">The step that the history records.</param>
    /// <param name="actual">The step that the orchestrator took.</param>
    public NonDeterminismException(string expected, string actual)
        : base(
            $"The orchestrator does not follow its history. Expected: {expected}. Actual: {actual}. "
                + "Orchestrators read time, ids and results from their context only, and their code may not change under running instances."
        )
    {
        Expected = expected;
        Actual = actual;
    }

    /// <summary>The step that the history records.</summary>
    public string Expected { get; }

    /// <summary>The step that the orchestrator took.</summary>
    public string Actual { get; }
}
