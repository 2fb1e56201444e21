using CommunityGrains.Domain;
using CommunityGrains.Orleans;

namespace CommunityGrains.Silo.Specs;

public sealed class EveryKindHasAGrain
{
    [Fact]
    public void Every_kind_of_grain_has_one_type_named_by_its_category()
    {
        typeof(StreamGrain).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(StreamGrain)))
            .Select(type => type.GetCustomAttributesData()
                .Single(attribute => attribute.AttributeType == typeof(GrainTypeAttribute))
                .ConstructorArguments[0].Value as string)
            .ShouldBe(GrainKinds.All.Select(kind => kind.Category), ignoreOrder: true);
    }
}
