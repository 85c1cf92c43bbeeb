//! Discriminators that do not fit their unions.

use super::mistakes;

mistakes! {
    discriminator_property_of_no_variant: in "  schemas:", "    Sentiment:" => "    Party:\n      description: Who took part.\n      oneOf:\n        - $ref: '#/components/schemas/ResourceIdentifier'\n        - $ref: '#/components/schemas/BulkJobUser'\n      discriminator:\n        propertyName: kind\n\n    Sentiment:";
    discriminator_property_misspelt: in "  schemas:", "    Sentiment:" => "    Party:\n      description: Who took part.\n      oneOf:\n        - $ref: '#/components/schemas/ResourceIdentifier'\n        - $ref: '#/components/schemas/BulkJob'\n      discriminator:\n        propertyName: typ\n\n    Sentiment:";
    mapping_to_nowhere: in "  schemas:", "    Sentiment:" => "    Party:\n      description: Who took part.\n      oneOf:\n        - $ref: '#/components/schemas/ResourceIdentifier'\n        - $ref: '#/components/schemas/BulkJob'\n      discriminator:\n        propertyName: type\n        mapping:\n          user: '#/components/schemas/ResourceIdentifier'\n          bulk: '#/components/schemas/BulkJobs'\n\n    Sentiment:";
    mapping_to_no_variant: in "  schemas:", "    Sentiment:" => "    Party:\n      description: Who took part.\n      oneOf:\n        - $ref: '#/components/schemas/ResourceIdentifier'\n        - $ref: '#/components/schemas/BulkJob'\n      discriminator:\n        propertyName: type\n        mapping:\n          user: '#/components/schemas/ResourceIdentifier'\n          bulk: '#/components/schemas/BulkJobDocument'\n\n    Sentiment:";
}
