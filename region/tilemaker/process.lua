-- What of OpenStreetMap goes into the base map of a region, for tilemaker 2.2. The layers' zooms stand in config.json,
-- their looks in style.json.

-- Whether the sea is among the areas; else the coast is drawn as a line. Siaga sets it in front of this file.
has_sea = has_sea or false

node_keys = { "place", "amenity", "healthcare", "railway", "shop", "office" }

-- How far out a road is still drawn, and what it is drawn as.
local roads = {
  motorway = { "motorway", 6 }, trunk = { "trunk", 6 }, primary = { "primary", 8 }, secondary = { "secondary", 9 },
  tertiary = { "tertiary", 10 }, unclassified = { "minor", 11 }, residential = { "minor", 12 },
  living_street = { "minor", 12 }, road = { "minor", 12 }, service = { "service", 13 }, track = { "track", 13 },
  pedestrian = { "path", 13 }, footway = { "path", 14 }, cycleway = { "path", 14 }, path = { "path", 14 },
  bridleway = { "path", 14 }, steps = { "path", 14 },
}
local waterways = { river = 7, canal = 10, stream = 12, drain = 13, ditch = 14 }
local rails = { rail = 9, light_rail = 11, subway = 12, narrow_gauge = 11, tram = 13 }
-- The farthest zoom out at which a name is wanted.
local places = {
  city = 6, town = 8, suburb = 11, village = 11, quarter = 12, neighbourhood = 13, hamlet = 13, isolated_dwelling = 14,
}
local landmarks = {
  school = "school", university = "school", college = "school", place_of_worship = "worship", marketplace = "market",
  police = "police", fire_station = "fire_station", townhall = "office", bus_station = "station", ferry_terminal = "station",
  fuel = "fuel",
}
local land = {
  landuse = {
    forest = "wood", grass = "green", meadow = "green", recreation_ground = "green", village_green = "green",
    cemetery = "green", farmland = "farm", farm = "farm", orchard = "farm", vineyard = "farm", plant_nursery = "farm",
    paddy = "farm", residential = "built", commercial = "built", industrial = "built", retail = "built",
  },
  natural = {
    wood = "wood", scrub = "wood", grassland = "green", heath = "green", wetland = "wetland", mangrove = "wetland",
    beach = "sand", sand = "sand", bare_rock = "rock", scree = "rock", glacier = "ice",
  },
  leisure = { park = "green", garden = "green", pitch = "green", golf_course = "green", nature_reserve = "wood" },
}

function init_function() end
function exit_function() end

local function is_puskesmas(name)
  local lower = string.lower(name)
  return string.find(lower, "puskesmas", 1, true) or string.find(lower, "pustu", 1, true)
end

local function health_class(object)
  local amenity, care = object:Find("amenity"), object:Find("healthcare")
  local class = amenity
  if class ~= "hospital" and class ~= "clinic" and class ~= "doctors" and class ~= "pharmacy" then class = care end
  if class == "doctor" then class = "doctors" end
  if class == "centre" or class == "health_post" then class = "clinic" end
  if class ~= "hospital" and class ~= "clinic" and class ~= "doctors" and class ~= "pharmacy" then return nil end
  if class ~= "pharmacy" and is_puskesmas(object:Find("name")) then return "puskesmas" end
  return class
end

local function landmark_class(object)
  local class = landmarks[object:Find("amenity")]
  if class then return class end
  if object:Find("railway") == "station" then return "station" end
  local shop = object:Find("shop")
  if shop == "supermarket" or shop == "mall" then return "market" end
  if object:Find("office") == "government" then return "office" end
  return nil
end

-- `put` makes a point in a layer of what is looked at. Places of the sick are a layer of their own.
local function add_point_of_interest(object, put)
  local name = object:Find("name")
  local health = health_class(object)
  if health then
    put("health")
    object:Attribute("class", health)
    if name ~= "" then object:Attribute("name", name) end
    object:MinZoom(health == "hospital" and 10 or health == "puskesmas" and 11 or 13)
    return
  end
  local landmark = landmark_class(object)
  if not landmark or name == "" then return end
  put("landmarks")
  object:Attribute("class", landmark)
  object:Attribute("name", name)
end

function node_function(node)
  local place, name = node:Find("place"), node:Find("name")
  if places[place] and name ~= "" then
    node:Layer("places", false)
    node:Attribute("class", place)
    node:Attribute("name", name)
    node:MinZoom(places[place])
    return
  end
  add_point_of_interest(node, function(layer) node:Layer(layer, false) end)
end

function relation_scan_function(relation)
  if relation:Find("boundary") == "administrative" then relation:Accept() end
end

-- The highest of the units whose border this is: a country's before a village's.
local function admin_level(way)
  local level = way:Find("boundary") == "administrative" and tonumber(way:Find("admin_level")) or nil
  while true do
    local relation = way:NextRelation()
    if not relation then return level end
    local other = tonumber(way:FindInRelation("admin_level"))
    if other and (not level or other < level) then level = other end
  end
end

local function add_border(way)
  local level = admin_level(way)
  if not level or level > 8 then return end
  way:Layer("borders", false)
  way:AttributeNumeric("level", level)
  way:MinZoom(level <= 4 and 6 or level <= 5 and 8 or level <= 6 and 10 or 12)
end

local function add_road(way)
  local highway = way:Find("highway")
  local road = roads[highway] or roads[string.gsub(highway, "_link$", "")]
  if not road or way:Find("area") == "yes" then return end
  local name, ref, oneway = way:Find("name"), way:Find("ref"), way:Find("oneway")
  way:Layer("roads", false)
  way:Attribute("class", road[1])
  if string.find(highway, "_link$") then way:AttributeBoolean("link", true) end
  if name ~= "" then way:Attribute("name", name, 11) end
  if ref ~= "" then way:Attribute("ref", ref, 9) end
  if oneway == "yes" or oneway == "1" or oneway == "true" then way:AttributeNumeric("oneway", 1, 14) end
  if oneway == "-1" or oneway == "reverse" then way:AttributeNumeric("oneway", -1, 14) end
  local bridge, tunnel = way:Find("bridge"), way:Find("tunnel")
  if bridge ~= "" and bridge ~= "no" then way:AttributeBoolean("bridge", true, 13) end
  if tunnel ~= "" and tunnel ~= "no" then way:AttributeBoolean("tunnel", true, 13) end
  way:MinZoom(road[2])
end

-- Nearer, smaller areas are worth drawing: about a few pixels across.
local function least_zoom(square_metres)
  if square_metres > 4e6 then return 6 end
  if square_metres > 1e6 then return 8 end
  if square_metres > 2e5 then return 10 end
  if square_metres > 3e4 then return 12 end
  return 13
end

local function is_water(way)
  local use, waterway = way:Find("landuse"), way:Find("waterway")
  return way:Find("natural") == "water" or waterway == "riverbank" or waterway == "dock" or use == "reservoir" or
    use == "basin" or use == "aquaculture"
end

local function add_water(way)
  if way:IsClosed() and is_water(way) then
    local area = way:Area()
    way:Layer("water", true)
    if way:Find("name") ~= "" then way:Attribute("name", way:Find("name"), 12) end
    way:MinZoom(least_zoom(area))
    return true
  end
  if way:Find("natural") == "coastline" then
    if not has_sea then way:Layer("coast", false) end
    return true
  end
  local class = way:Find("waterway")
  if not waterways[class] or way:Find("tunnel") == "culvert" then return false end
  way:Layer("waterways", false)
  way:Attribute("class", class)
  if way:Find("name") ~= "" then way:Attribute("name", way:Find("name"), 12) end
  way:MinZoom(waterways[class])
  return false -- a river may be a border, too
end

local function add_land(way)
  for _, key in ipairs({ "landuse", "natural", "leisure" }) do
    local class = land[key][way:Find(key)]
    if class then
      local area = way:Area()
      way:Layer("land", true)
      way:Attribute("class", class)
      way:MinZoom(least_zoom(area))
      return
    end
  end
end

local function add_rail(way)
  local class = way:Find("railway")
  if not rails[class] then return end
  local is_aside = way:Find("service") ~= ""
  way:Layer("railways", false)
  way:MinZoom(is_aside and 13 or rails[class])
end

function way_function(way)
  add_border(way)
  add_road(way)
  add_rail(way)
  if add_water(way) or not way:IsClosed() then return end
  add_land(way)
  local building = way:Find("building")
  if building ~= "" and building ~= "no" then way:Layer("buildings", true) end
  add_point_of_interest(way, function(layer) way:LayerAsCentroid(layer) end)
end
