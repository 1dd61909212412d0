#pragma once

#include <boost/describe/enum.hpp>

namespace geo {

// In which language places are spoken of (ISO 639-1).
enum class Language { id, en };
BOOST_DESCRIBE_ENUM(Language, id, en)

}  // namespace geo
