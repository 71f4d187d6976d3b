using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Distill.Core.Annotation;

/// <summary>Chooses the tasks that two people decide. Pure: the same task is always chosen, or never.</summary>
public static class DoubleAnnotation
{
    /// <summary>How many people a task wants: 2 for the project's share of all tasks, else 1.</summary>
    public static int Required(AnnotationProject project, string taskId)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(Encoding.UTF8.GetBytes($"{project.Seed}\n{taskId}"), digest);
        // The highest 53 bits make a number from 0 to 1 with all the precision that it has.
        var draw = (BinaryPrimitives.ReadUInt64BigEndian(digest) >> 11) * (1.0 / (1UL << 53));
        return draw < project.DoubleShare ? 2 : 1;
    }
}
